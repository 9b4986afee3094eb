import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchesGlob } from './glob.ts';

const examples: readonly [pattern: string, text: string, separators: string, expected: boolean][] =
  [
    ['*', 'a/b', '', true],
    ['*', 'a/b', '/', false],
    ['**', 'a/b', '/', true],
    ['payments-*', 'payments-dev', '', true],
    ['payments-*', 'storefront-dev', '', false],
    ['team-?', 'team-a', '', true],
    ['team-?', 'team-ab', '', false],
    ['[ab]x', 'bx', '', true],
    ['[!ab]x', 'bx', '', false],
    ['{dev,prod}.yaml', 'prod.yaml', '', true],
    ['a.b', 'axb', '', false],
    ['\\*', '*', '', true],
    ['\\*', 'x', '', false],
    ['[unclosed', '[unclosed', '', false],
    ['{unclosed', '{unclosed', '', false],
  ];

for (const [pattern, text, separators, expected] of examples) {
  const verb = expected ? 'matches' : 'does not match';
  test(`${pattern} ${verb} ${text}${separators && ` with ${separators} as separator`}`, () => {
    assert.equal(matchesGlob(pattern, text, separators), expected);
  });
}
