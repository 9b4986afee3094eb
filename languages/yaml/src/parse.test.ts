import assert from 'node:assert/strict';
import { test } from 'node:test';
import { goYaml3Dialect, parseAllYaml, parseYaml, positionOf, stringifyYaml } from './index.ts';

const scalars: readonly [string, unknown, unknown][] = [
  ['yes', true, 'yes'],
  ['010', 8, 8],
  ['0x1F', 31, 31],
  ['1_000', 1000, 1000],
  ['1.10', 1.1, 1.1],
  ['1e400', '1e400', '1e400'],
  ['2001-01-01', '2001-01-01', '2001-01-01'],
  ['~', null, null],
  ['!!str 1', '1', '1'],
];
for (const [text, kubernetes, go3] of scalars) {
  test(`${text} in both dialects`, () => {
    assert.deepEqual(parseYaml(`v: ${text}\n`), { v: kubernetes });
    assert.deepEqual(parseYaml(`v: ${text}\n`, { dialect: goYaml3Dialect }), { v: go3 });
  });
}

test('a text has documents; empty ones do not count', () => {
  assert.deepEqual(parseAllYaml('---\na: 1\n---\n# nothing\n---\nb: 2\n---\n'), [
    { a: 1 },
    { b: 2 },
  ]);
  assert.equal(parseYaml(''), null);
  assert.throws(() => parseYaml('a: 1\n---\nb: 2\n'), { code: 'yaml.documents' });
});

test('problems have a file, a line and a column', () => {
  assert.throws(
    () => parseYaml('a: 1\nb: [1\n', { file: 'x.yaml' }),
    (error: { problems: unknown[] }) => JSON.stringify(error.problems).includes('"file":"x.yaml"'),
  );
  assert.throws(
    () => parseYaml('a: 1\na: 2\nb: 1\nb: 2\n'),
    (error: { problems: { place: { line: number } }[] }) => {
      assert.deepEqual(
        error.problems.map((problem) => problem.place.line),
        [2, 4],
      );
      return true;
    },
  );
});

test('a bomb of aliases is refused', () => {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level < 9; level += 1) {
    const inner = Array.from({ length: 10 }, () => `*a${level - 1}`).join(', ');
    lines.push(`a${level}: &a${level} [${inner}]`);
  }
  assert.throws(() => parseYaml(lines.join('\n')), { code: 'yaml.too-large' });
});

test('deep nesting is refused', () => {
  assert.throws(() => parseYaml('['.repeat(5000)), { code: 'yaml.too-deep' });
});

test('merge keys', () => {
  const text = 'base: &b {k: 1, l: 2}\nm:\n  <<: *b\n  l: 3\n';
  assert.deepEqual((parseYaml(text) as { m: unknown }).m, { k: 1, l: 3 });
});

test('a key __proto__ does not touch the prototype', () => {
  const data = parseYaml('__proto__: {x: 1}\n') as Record<string, unknown>;
  assert.equal(({} as Record<string, unknown>).x, undefined);
  assert.deepEqual(Object.keys(data), ['__proto__']);
});

test('the position of a path', () => {
  const text = 'a:\n  b:\n  - c: 1\n  - c: 2\n';
  assert.deepEqual(positionOf(text, ['a', 'b', 1, 'c']), { line: 4, column: 5 });
  assert.deepEqual(positionOf(text, ['a', 'x']), { line: 1, column: 1 });
});

test('the same data is the same text', () => {
  assert.equal(stringifyYaml({ b: ['x', { y: 'yes' }], a: 1 }), 'a: 1\nb:\n- x\n- "y": "yes"\n');
});

test('an alias is a copy: changing one place of the data leaves the other', () => {
  const data = parseYaml('a: &x {k: 1}\nb: *x\n') as { a: { k: number }; b: { k: number } };
  data.a.k = 2;
  assert.equal(data.b.k, 1);
});
