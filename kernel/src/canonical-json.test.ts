import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalJson, digestOf } from './index.ts';

const examples: readonly [unknown, string][] = [
  [
    { b: 1, a: { d: [2, { z: 1, y: null }], c: 'ü' } },
    '{"a":{"c":"ü","d":[2,{"y":null,"z":1}]},"b":1}',
  ],
  [{ a: undefined, b: [undefined] }, '{"b":[null]}'],
  ['text', '"text"'],
];

for (const [value, text] of examples) {
  test(`canonical JSON of ${JSON.stringify(value)}`, () =>
    assert.equal(canonicalJson(value), text));
}

test('the digest does not depend on the order of keys', () => {
  assert.equal(digestOf({ a: 1, b: 2 }), digestOf({ b: 2, a: 1 }));
  assert.notEqual(digestOf({ a: 1 }), digestOf({ a: '1' }));
});
