import assert from 'node:assert/strict';
import { test } from 'node:test';
import { build, memoryTree } from './index.ts';

async function textOf(files: Record<string, string>, directory: string): Promise<string> {
  const result = await build(memoryTree(files), directory);
  assert.ok(result.ok, JSON.stringify(result));
  return JSON.stringify(result.objects);
}

test('an ingress, a binding and a claim follow the names of what they name', async () => {
  const text = await textOf(
    {
      'kustomization.yaml': 'namePrefix: p-\nnamespace: dev\nresources: [all.yaml]\n',
      'all.yaml': `apiVersion: v1
kind: Service
metadata: {name: web}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web}
spec: {rules: [{http: {paths: [{backend: {service: {name: web}}}]}}]}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: bot}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: b}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: r}
subjects: [{kind: ServiceAccount, name: bot}, {kind: ServiceAccount, name: outside, namespace: other}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: r}
`,
    },
    '',
  );
  assert.match(text, /"service":\{"name":"p-web"\}/);
  assert.match(
    text,
    /"name":"p-bot","namespace":"dev"\},\{"kind":"ServiceAccount","name":"outside","namespace":"other"/,
  );
  assert.match(text, /"kind":"Role","name":"p-r"/);
});

test('two bases with the same map: each refers to its own', async () => {
  const base = (value: string) =>
    `configMapGenerator: [{name: c, literals: [v=${value}]}]\nresources: [../../pod.yaml]\nnamePrefix: ${value}-\n`;
  const files = {
    'x/one/kustomization.yaml': base('one').replace('../../pod.yaml', 'pod.yaml'),
    'x/two/kustomization.yaml': base('two').replace('../../pod.yaml', 'pod.yaml'),
    'x/one/pod.yaml':
      'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: a, envFrom: [{configMapRef: {name: c}}]}]}\n',
    'x/two/pod.yaml':
      'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: a, envFrom: [{configMapRef: {name: c}}]}]}\n',
    'kustomization.yaml': 'resources: [x/one, x/two]\n',
  };
  const text = await textOf(files, '');
  assert.match(text, /"configMapRef":\{"name":"one-c-[a-z0-9]{10}"\}/);
  assert.match(text, /"configMapRef":\{"name":"two-c-[a-z0-9]{10}"\}/);
});
