import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf, cpuCores, formatQuantity, parseQuantity } from './index.ts';

const canonical: readonly [string, string][] = [
  ['1', '1'],
  ['250m', '250m'],
  ['1.5', '1500m'],
  ['1.5Gi', '1536Mi'],
  ['1024Mi', '1Gi'],
  ['1e20', '100e18'],
  ['1000', '1k'],
];
for (const [text, expected] of canonical) {
  test(`${text} is ${expected}`, () => assert.equal(formatQuantity(parseQuantity(text)), expected));
}

for (const text of ['', ' 1', '1 Gi', '1\n', '1K', '1B', 'abc', '1e', '--1']) {
  test(`${JSON.stringify(text)} is refused`, () =>
    assert.throws(() => parseQuantity(text), { code: 'kube.quantity' }));
}

test('cores and bytes', () => {
  assert.equal(cpuCores('250m'), 0.25);
  assert.equal(bytesOf('128Mi'), 134217728);
});
