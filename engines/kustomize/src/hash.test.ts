import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contentHash } from './hash.ts';

// Vectors of api/hasher/hasher_test.go.
const vectors: readonly [string, Record<string, unknown>, string][] = [
  ['ConfigMap', {}, '6ct58987ht'],
  ['ConfigMap', { data: { one: '' } }, '9g67k2htb6'],
  ['ConfigMap', { data: { one: '', two: '2', three: '3' } }, 'f5h7t85m9b'],
  ['ConfigMap', { data: { x: '<a&b>' } }, 't87khbg59f'],
  ['ConfigMap', { binaryData: { one: '' } }, '6mtk2m274t'],
  ['Secret', { type: 'Opaque', data: { k: 'dg==' } }, 'ftgtgc4t9f'],
  ['Secret', { type: 'my-type' }, '5gmgkf8578'],
  ['Secret', { type: 'my-type', data: { one: '' } }, '74bd68bm66'],
];
for (const [kind, data, hash] of vectors) {
  test(`${kind} ${JSON.stringify(data)} has the hash ${hash}`, () =>
    assert.equal(contentHash(data, kind), hash));
}
