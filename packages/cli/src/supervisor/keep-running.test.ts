import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failuresAfter, pauseAfter } from './keep-running.ts';

/** The pauses of a program that ends by itself again and again after runs like these. */
function pauses(runs: readonly { wasReady: boolean; milliseconds: number }[]): readonly number[] {
  let failures = 0;
  return runs.map((run) => {
    failures = failuresAfter(failures, run);
    return pauseAfter(failures);
  });
}

const runs = (count: number, wasReady: boolean, milliseconds: number) =>
  Array.from({ length: count }, () => ({ wasReady, milliseconds }));

test('what never gets ready is started ever more rarely', () => {
  assert.deepEqual(
    pauses(runs(9, false, 8_000)),
    [250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000],
  );
});

test('what did its work before it died is started again at once', () => {
  assert.deepEqual(pauses(runs(4, true, 3_000)), [250, 250, 250, 250]);
  assert.deepEqual(
    pauses([...runs(5, false, 100), ...runs(1, true, 50_000), ...runs(1, false, 100)]),
    [250, 500, 1_000, 2_000, 4_000, 250, 500],
  );
});

test('what gets ready and dies at once is started ever more rarely, too', () => {
  assert.deepEqual(pauses(runs(4, true, 1_500)), [250, 500, 1_000, 2_000]);
});
