import assert from 'node:assert/strict';
import { test } from 'node:test';
import { int64Value, storedQuantity } from './quantity-int64.ts';

const texts: readonly [string, string][] = [
  ['+1', '+1'],
  ['1000m', '1'],
  ['1e03', '1e03'],
  ['0.5', '500m'],
  ['1024Mi', '1Gi'],
];
for (const [text, stored] of texts)
  test(`"${text}" is stored as "${stored}"`, () => assert.equal(storedQuantity(text), stored));

const values: readonly [string, number, bigint][] = [
  ['1500m', 0, 2n],
  ['1Gi', 0, 1073741824n],
  ['9223372036854775807', -3, -1000n],
  ['1E', -3, 0n],
  ['-1Ei', 0, 0n],
];
for (const [text, scale, value] of values)
  test(`"${text}" in 10^${scale} is ${value} to Go`, () =>
    assert.equal(int64Value(text, scale), value));
