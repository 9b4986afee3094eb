import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KubeObject } from '@infraforge/kube';
import { stamp } from '../tracking.ts';
import type { AppProject } from '../types.ts';
import { orphanedResources } from './orphaned-resources.ts';

const object = (kind: string, name: string, more = {}): KubeObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, namespace: 'n', ...more },
});
const owner = { apiVersion: 'v1', kind: 'Pod', name: 'p', uid: 'u' };
const inNamespace = [
  object('ConfigMap', 'by-hand'),
  object('Secret', 'token-1'),
  object('ConfigMap', 'kube-root-ca.crt'),
  object('ServiceAccount', 'default'),
  object('Event', 'e'),
  object('Secret', 'made', { ownerReferences: [owner] }),
  stamp('app', object('ConfigMap', 'managed'), 'n'),
];
const project = (orphaned?: AppProject['spec']['orphanedResources']): AppProject => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'AppProject',
  metadata: { name: 'p' },
  spec: orphaned ? { orphanedResources: orphaned } : {},
});
const named = (of: AppProject) =>
  orphanedResources(of, inNamespace).map(({ metadata }) => metadata.name);

test('what nobody manages is an orphan, where the project asks', () => {
  assert.deepEqual(named(project()), []);
  assert.deepEqual(named(project({})), ['by-hand', 'token-1']);
  assert.deepEqual(named(project({ ignore: [{ kind: 'Secret', name: 'token-*' }] })), ['by-hand']);
});
