import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isMissed, median, type Row, renderRows } from './row.ts';

const rows: readonly Row[] = [
  { what: 'second start', unit: 's', measured: 9.44, target: 12 },
  { what: 'gaia version', unit: 'ms', measured: 130.4, target: 120 },
  {
    what: 'kustomize build',
    unit: 'ms',
    measured: 3.25,
    target: 5,
    peer: { name: 'kubectl', measured: 47 },
  },
  { what: 'install', unit: 's', measured: undefined, remark: 'ask for it with --fresh' },
];

test('the table shows what was missed and what was not measured', () => {
  assert.equal(
    renderRows(rows),
    `WHAT             MEASURED      TARGET    PEER
second start     9.4 s         < 12.0 s  -
gaia version     130 ms        < 120 ms  -                MISSED
kustomize build  3.3 ms        < 5.0 ms  kubectl 47.0 ms
install          not measured  -         -                ask for it with --fresh
`,
  );
});

test('only what was measured can be missed', () => {
  assert.deepEqual(rows.map(isMissed), [false, true, false, false]);
});

test('the median', () => {
  assert.equal(median([3]), 3);
  assert.equal(median([5, 1, 3]), 3);
  assert.equal(median([4, 1, 2, 3]), 2.5);
  assert.throws(() => median([]));
});
