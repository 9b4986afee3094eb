import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jsonMergePatch, jsonPatch } from './index.ts';

test('operations apply in order to a copy', () => {
  const base = { a: { b: [1, 2] } };
  const patched = jsonPatch(base, [
    { op: 'add', path: '/a/b/-', value: 3 },
    { op: 'replace', path: '/a/b/0', value: 9 },
  ]);
  assert.deepEqual(patched, { a: { b: [9, 2, 3] } });
  assert.deepEqual(base, { a: { b: [1, 2] } });
});

test('an operation that does not apply is named', () => {
  assert.throws(() => jsonPatch({}, [{ op: 'remove', path: '/a' }]), {
    code: 'kube.json-patch',
    message: /Operation 1 \(remove \/a\)/,
  });
});

test('a merge patch removes with null and leaves the prototype alone', () => {
  const patch = JSON.parse('{"a":null,"__proto__":{"x":1}}');
  const result = jsonMergePatch({ a: 1, b: 2 }, patch) as Record<string, unknown>;
  assert.equal(JSON.stringify(result), '{"b":2,"__proto__":{"x":1}}');
  assert.equal(({} as Record<string, unknown>).x, undefined);
});

const lenient: readonly [string, unknown, Parameters<typeof jsonPatch>[1][number], unknown][] = [
  [
    'replace adds what is missing',
    { a: 1 },
    { op: 'replace', path: '/b', value: 2 },
    { a: 1, b: 2 },
  ],
  ['-1 is the last element', [1, 2], { op: 'remove', path: '/-1' }, [1]],
  ['-1 adds at the end', [1, 2], { op: 'add', path: '/-1', value: 3 }, [1, 2, 3]],
  ['what is missing is null for a test', {}, { op: 'test', path: '/a', value: null }, {}],
];
for (const [what, base, operation, expected] of lenient) {
  test(`as in Go, ${what}`, () => assert.deepEqual(jsonPatch(base, [operation]), expected));
}
