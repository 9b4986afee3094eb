import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Application } from '@infraforge/gitops';
import type { KubeObject } from '@infraforge/kube';
import { application } from './cluster-of-a-test.ts';
import { FORGE, testWorld, type World } from './test-world.ts';

const settings = (name: string, value: string) =>
  JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { value } });

/** An application of the team payments from two repositories: all of one, and of the other what is included. */
function fromTwo(more: Partial<Application['spec']> = {}): KubeObject {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'two', namespace: 'argocd' },
    spec: {
      project: 'workloads-payments',
      destination: { server: 'https://kubernetes.default.svc', namespace: 'payments-dev' },
      sources: [
        { repoURL: `${FORGE}/payments/one.git`, path: 'manifests', targetRevision: 'main' },
        {
          repoURL: `${FORGE}/payments/other.git`,
          path: '.',
          targetRevision: 'main',
          directory: { recurse: true, include: '{base,extra}/*.yaml', exclude: 'extra/not.yaml' },
        },
      ],
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        syncOptions: ['CreateNamespace=true'],
      },
      ...more,
    },
  };
}

async function settingOf(world: World, name: string): Promise<unknown> {
  const found = await world.get('ConfigMap', 'payments-dev', name);
  return (found?.data as { value: string } | undefined)?.value;
}

const other = (value: string) => ({
  'base/b.yaml': settings('b', value),
  'extra/c.yaml': settings('c', value),
  'extra/not.yaml': settings('not', value),
  'elsewhere/d.yaml': settings('d', value),
});

test('several sources are one application, with a commit each, and roll back together', async () => {
  const world = await testWorld();
  await world.gitops.reconcileOnce();
  const one = world.forge.push('payments/one', { 'manifests/a.yaml': settings('a', '1') });
  const first = world.forge.push('payments/other', other('1'));
  await world.objects.create(fromTwo());
  await world.gitops.reconcileOnce();
  const made = await Promise.all(['a', 'b', 'c', 'not', 'd'].map((name) => settingOf(world, name)));
  assert.deepEqual(made, ['1', '1', '1', undefined, undefined]);
  const { status } = await application(world, 'two');
  assert.equal(status?.sync?.status, 'Synced', JSON.stringify(status?.conditions));
  assert.deepEqual(status?.sync?.revisions, [one, first]);
  assert.equal(status?.sync?.revision, undefined);
  assert.deepEqual(status?.history?.[0]?.revisions, [one, first]);
  assert.equal(status?.history?.[0]?.sources?.length, 2);

  const second = world.forge.push('payments/other', other('2'));
  await world.gitops.reconcileOnce();
  assert.equal(await settingOf(world, 'b'), '2');
  assert.deepEqual((await application(world, 'two')).status?.sync?.revisions, [one, second]);

  await world.gitops.rollback('two', { id: 0, by: 'user:default/ana' });
  await world.gitops.reconcileOnce();
  assert.equal(await settingOf(world, 'b'), '1');
  assert.deepEqual((await application(world, 'two')).status?.sync?.revisions, [one, first]);
});

test('a source that fails is told, and nothing of the others is touched', async () => {
  const world = await testWorld();
  await world.gitops.reconcileOnce();
  world.forge.push('payments/one', { 'manifests/a.yaml': settings('a', '1') });
  await world.objects.create(fromTwo());
  await world.gitops.reconcileOnce();
  const { status } = await application(world, 'two');
  assert.equal(status?.sync?.status, 'Unknown');
  assert.match(status?.conditions?.[0]?.message ?? '', /unable to resolve 'main' of .*other\.git/);
  assert.equal(await settingOf(world, 'a'), undefined);
});
