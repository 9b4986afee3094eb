import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatDelay, nextBackoff, noBackoff, retryDelayMs } from './backoff.ts';

test('the first restart is at once, then the wait doubles from a second to five minutes', () => {
  let backoff = noBackoff;
  const delays = Array.from({ length: 12 }, () => {
    backoff = nextBackoff(backoff, 0);
    return backoff.delayMs / 1000;
  });
  assert.deepEqual(delays, [0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
});

test('ten minutes of running are forgiven', () => {
  const tired = { delayMs: 300_000, failures: 12 };
  assert.equal(nextBackoff(tired, 9 * 60_000).delayMs, 300_000);
  assert.equal(nextBackoff(tired, 10 * 60_000).delayMs, 0);
});

test('an image is tried again after one second, two, four', () =>
  assert.deepEqual([1, 2, 3, 20].map(retryDelayMs), [1000, 2000, 4000, 300_000]));

test('durations read as in Kubernetes', () =>
  assert.deepEqual([10_000, 160_000, 300_000].map(formatDelay), ['10s', '2m40s', '5m0s']));
