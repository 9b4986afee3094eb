import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AppProject, SyncWindow } from '../types.ts';
import { syncDecision } from './sync-windows.ts';

const night: SyncWindow = {
  kind: 'allow',
  schedule: '0 22 * * *',
  duration: '8h',
  applications: ['*'],
};
const lunch: SyncWindow = {
  kind: 'deny',
  schedule: '0 12 * * 1-5',
  duration: '1h',
  applications: ['*'],
};

const examples: readonly [
  name: string,
  windows: readonly SyncWindow[],
  now: string,
  manual: boolean,
  allowed: boolean,
][] = [
  ['no window', [], '2026-03-02T10:00:00Z', false, true],
  ['outside the only allowed time', [night], '2026-03-02T10:00:00Z', false, false],
  ['inside it, over midnight', [night], '2026-03-02T03:00:00Z', false, true],
  ['by hand outside it', [{ ...night, manualSync: true }], '2026-03-02T10:00:00Z', true, true],
  ['in a denied hour', [lunch], '2026-03-02T12:30:00Z', false, false],
  ['at its first second', [lunch], '2026-03-02T12:00:00Z', false, true],
  ['on a Sunday', [lunch], '2026-03-01T12:30:00Z', false, true],
  [
    'in another time zone',
    [{ ...lunch, timeZone: 'Asia/Kolkata' }],
    '2026-03-02T07:00:00Z',
    false,
    false,
  ],
  [
    'with a schedule that cannot be read',
    [{ ...lunch, schedule: '@daily' }],
    '2026-03-01T09:00:00Z',
    true,
    false,
  ],
];

for (const [name, syncWindows, now, manual, allowed] of examples) {
  test(`a sync ${name} is ${allowed ? 'allowed' : 'refused'}`, () => {
    const project: AppProject = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: { name: 'p' },
      spec: { syncWindows },
    };
    assert.equal(syncDecision(project, { now: new Date(now), manual }).allowed, allowed);
  });
}
