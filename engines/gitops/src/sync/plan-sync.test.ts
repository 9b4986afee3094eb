import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KubeObject } from '@infraforge/kube';
import { planSync, type SyncSettings } from './plan-sync.ts';
import { isPrune, objectOf } from './sync-task.ts';

const settings: SyncSettings = {
  namespace: 'demo',
  revision: '0123456789abcdef0123456789abcdef01234567',
  startedAt: new Date('2026-01-02T03:04:05Z'),
};

function object(kind: string, name: string, annotations: Record<string, string> = {}): KubeObject {
  const prefixed = Object.entries(annotations).map(([key, value]) => [
    `argocd.argoproj.io/${key}`,
    value,
  ]);
  const groups: Record<string, string> = { Deployment: 'apps/v1', Job: 'batch/v1' };
  const metadata = { name, annotations: Object.fromEntries(prefixed) };
  return { apiVersion: groups[kind] ?? 'v1', kind, metadata };
}

type Example = {
  readonly name: string;
  readonly targets?: readonly KubeObject[];
  readonly extra?: readonly KubeObject[];
  readonly settings?: Partial<SyncSettings>;
  readonly expected: readonly string[];
};

const examples: readonly Example[] = [
  {
    name: 'kinds in the order in which they need each other',
    targets: [object('Deployment', 'd'), object('Service', 's'), object('ConfigMap', 'c')],
    expected: ['Sync 0 ConfigMap/c', 'Sync 0 Service/s', 'Sync 0 Deployment/d'],
  },
  {
    name: 'waves before kinds',
    targets: [object('ConfigMap', 'late', { 'sync-wave': '1' }), object('Deployment', 'd')],
    expected: ['Sync 0 Deployment/d', 'Sync 1 ConfigMap/late'],
  },
  {
    name: 'phases before waves',
    targets: [
      object('Job', 'post', { hook: 'PostSync', 'sync-wave': '-9' }),
      object('ConfigMap', 'c'),
      object('Job', 'pre', { hook: 'PreSync', 'sync-wave': '9' }),
    ],
    expected: ['PreSync 9 Job/pre', 'Sync 0 ConfigMap/c', 'PostSync -9 Job/post'],
  },
  {
    name: 'the namespace first, when it is to be made',
    targets: [object('ConfigMap', 'c'), object('Job', 'pre', { hook: 'PreSync' })],
    settings: { createNamespace: true },
    expected: ['PreSync -1 Namespace/demo', 'PreSync 0 Job/pre', 'Sync 0 ConfigMap/c'],
  },
  {
    name: 'prunes in the reverse order of creation',
    extra: [
      object('ConfigMap', 'one', { 'sync-wave': '1' }),
      object('ConfigMap', 'two', { 'sync-wave': '2' }),
    ],
    expected: ['Sync 1 prune ConfigMap/two', 'Sync 2 prune ConfigMap/one'],
  },
  {
    name: 'prunes last when that is asked for',
    targets: [object('ConfigMap', 'new', { 'sync-wave': '3' })],
    extra: [object('ConfigMap', 'old')],
    settings: { pruneLast: true },
    expected: ['Sync 3 ConfigMap/new', 'Sync 4 prune ConfigMap/old'],
  },
  {
    name: 'no hooks when they are to be skipped',
    targets: [object('Job', 'pre', { hook: 'PreSync' }), object('ConfigMap', 'c')],
    settings: { skipHooks: true },
    expected: ['Sync 0 ConfigMap/c'],
  },
];

for (const { name, targets = [], extra = [], settings: more, expected } of examples) {
  test(`plan: ${name}`, () => {
    const pairs = [
      ...targets.map((target) => ({ target, live: undefined })),
      ...extra.map((live) => ({ target: undefined, live })),
    ];
    const tasks = planSync(pairs, () => undefined, { ...settings, ...more });
    const found = tasks.map((task) => {
      const { kind, metadata } = objectOf(task);
      return `${task.phase} ${task.wave} ${isPrune(task) ? 'prune ' : ''}${kind}/${metadata.name}`;
    });
    assert.deepEqual(found, expected);
  });
}

test('a hook without a name gets the same one in every step of a sync', () => {
  const hook = object('Job', '', { hook: 'PreSync' });
  const target = { ...hook, metadata: { ...hook.metadata, generateName: 'migrate-' } };
  const names = [1, 2].map(
    () =>
      planSync([{ target, live: undefined }], () => undefined, settings)[0]?.target?.metadata.name,
  );
  assert.deepEqual(new Set(names), new Set(['migrate-0123456-presync-1767323045']));
});
