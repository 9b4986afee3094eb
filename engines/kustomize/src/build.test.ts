import assert from 'node:assert/strict';
import { test } from 'node:test';
import { build, memoryTree } from './index.ts';
import type { BuildOptions } from './types.ts';

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 1
  template:
    spec:
      containers:
      - {name: app, image: app}
`;

async function objectsOf(files: Record<string, string>, directory: string, options?: BuildOptions) {
  const result = await build(memoryTree(files), directory, options);
  assert.ok(result.ok, JSON.stringify(result));
  return result.objects as unknown as Record<string, never>[];
}

async function problemsOf(files: Record<string, string>, directory = '') {
  const result = await build(memoryTree(files), directory);
  assert.ok(!result.ok);
  return result.problems;
}

test('an overlay of a base with a patch, a namespace and a generated map', async () => {
  const files = {
    'base/kustomization.yaml':
      'resources: [deployment.yaml]\nconfigMapGenerator: [{name: settings, literals: [a=1]}]\n',
    'base/deployment.yaml': deployment.replace(
      'image: app}',
      'image: app, envFrom: [{configMapRef: {name: settings}}]}',
    ),
    'overlay/kustomization.yaml':
      'namespace: dev\nnamePrefix: p-\nresources: [../base]\npatches: [{path: patch.yaml}]\n',
    'overlay/patch.yaml':
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 3}\n',
  };
  const [map, web] = await objectsOf(files, 'overlay');
  const name = (map as { metadata?: { name?: string } })?.metadata?.name ?? '';
  assert.match(name, /^p-settings-[a-z0-9]{10}$/);
  assert.deepEqual(web, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'p-web', namespace: 'dev' },
    spec: {
      replicas: 3,
      template: {
        spec: {
          containers: [{ name: 'app', image: 'app', envFrom: [{ configMapRef: { name } }] }],
        },
      },
    },
  });
});

test('the edits of an Argo CD Application', async () => {
  const files = { 'kustomization.yaml': 'resources: [d.yaml]\n', 'd.yaml': deployment };
  const [web] = await objectsOf(files, '', {
    images: ['app=localhost:7080/payments/orders:0123abc'],
    replicas: [{ name: 'web', count: 2 }],
    namespace: 'payments-dev',
  });
  assert.match(JSON.stringify(web), /"image":"localhost:7080\/payments\/orders:0123abc"/);
  assert.match(JSON.stringify(web), /"replicas":2/);
  assert.match(JSON.stringify(web), /"namespace":"payments-dev"/);
});

test('all problems come together, with file and line', async () => {
  const problems = await problemsOf({
    'kustomization.yaml': 'resources:\n- a.yaml\n- b.yaml\n- nope.yaml\n',
    'a.yaml': 'a: [\n',
    'b.yaml': 'kind: Service\napiVersion: v1\n',
  });
  assert.deepEqual(
    problems.map(({ code, place }) => [code, place?.file, place?.line]),
    [
      ['yaml.syntax', 'a.yaml', 2],
      ['kustomize.not-an-object', 'b.yaml', 1],
      ['kustomize.resource-missing', 'kustomization.yaml', 4],
    ],
  );
});

test('an unknown field has its line', async () => {
  const [problem] = await problemsOf({ 'kustomization.yaml': 'resources: []\nnope: 1\n' });
  assert.equal(problem?.code, 'kustomize.unknown-field');
  assert.equal(problem?.place?.line, 2);
});

const refused: readonly [string, string, Record<string, string>][] = [
  [
    'a cycle',
    'kustomize.cycle',
    { 'a/kustomization.yaml': 'resources: [../b]', 'b/kustomization.yaml': 'resources: [../a]' },
  ],
  [
    'a file outside of the directory',
    'kustomize.outside-root',
    { 'a/kustomization.yaml': 'resources: [../x.yaml]', 'x.yaml': deployment },
  ],
  [
    'a path out of the repository',
    'kustomize.outside-root',
    { 'a/kustomization.yaml': 'resources: [../../x]' },
  ],
  [
    'a remote base',
    'kustomize.remote-base',
    { 'a/kustomization.yaml': 'resources: [github.com/x/y?ref=main]' },
  ],
  ['a chart', 'kustomize.unsupported', { 'a/kustomization.yaml': 'helmCharts: [{name: x}]' }],
  [
    'the same object twice',
    'kustomize.duplicate-resource',
    {
      'a/kustomization.yaml': 'resources: [x.yaml, y.yaml]',
      'a/x.yaml': deployment,
      'a/y.yaml': deployment,
    },
  ],
  [
    'a patch for nothing',
    'kustomize.patch-target',
    { 'a/kustomization.yaml': 'patches: [{path: x.yaml}]', 'a/x.yaml': deployment },
  ],
  ['no kustomization', 'kustomize.no-kustomization', { 'a/x.yaml': deployment }],
];
for (const [what, code, files] of refused) {
  test(`${what} is refused`, async () => {
    assert.equal((await problemsOf(files, 'a'))[0]?.code, code);
  });
}
