import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sameRepository } from './git-url.ts';

const examples: readonly [left: string, right: string, expected: boolean][] = [
  ['https://github.com/acme/app', 'https://GitHub.com/acme/App.git', true],
  ['git@github.com:acme/app.git', 'ssh://git@github.com/acme/app', true],
  ['https://github.com/acme/app', 'https://github.com/acme/app/', false],
  ['https://github.com/acme/app', 'ssh://git@github.com/acme/app', false],
  ['http://127.0.0.1:7080/a/b.git', 'http://127.0.0.1:7080/a/b', true],
];

for (const [left, right, expected] of examples) {
  test(`${left} is ${expected ? 'the same as' : 'another than'} ${right}`, () => {
    assert.equal(sameRepository(left, right), expected);
  });
}
