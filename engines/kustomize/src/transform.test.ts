import assert from 'node:assert/strict';
import { test } from 'node:test';
import { build, memoryTree } from './index.ts';

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      containers:
      - {name: app, image: "app:1", ports: [{containerPort: 80}]}
`;
const service =
  'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80}]}\n';

/** What a kustomization makes of the deployment and the service, as JSON of the objects by kind. */
async function built(kustomization: string): Promise<Record<string, string>> {
  const files = {
    'kustomization.yaml': `resources: [d.yaml, s.yaml]\n${kustomization}`,
    'd.yaml': deployment,
    's.yaml': service,
  };
  const result = await build(memoryTree(files), '.');
  assert.ok(result.ok, JSON.stringify(result));
  return Object.fromEntries(result.objects.map((object) => [object.kind, JSON.stringify(object)]));
}

const examples: readonly [string, string, string, RegExp][] = [
  ['namePrefix and nameSuffix', 'namePrefix: a-\nnameSuffix: -z\n', 'Service', /"name":"a-web-z"/],
  [
    'commonLabels reach selectors',
    'commonLabels: {team: x}\n',
    'Service',
    /"selector":\{"team":"x"\}/,
  ],
  [
    'labels reach metadata only',
    'labels: [{pairs: {team: x}}]\n',
    'Deployment',
    /^(?!.*selector).*"labels":\{"team":"x"\}/,
  ],
  [
    'commonAnnotations reach pods',
    'commonAnnotations: {a: b}\n',
    'Deployment',
    /"template":\{"spec".*"metadata":\{"annotations":\{"a":"b"\}\}/,
  ],
  [
    'images',
    'images: [{name: app, newName: reg:5000/app, newTag: "2"}]\n',
    'Deployment',
    /"image":"reg:5000\/app:2"/,
  ],
  [
    'a digest takes the place of a tag',
    'images: [{name: app, digest: "sha256:12"}]\n',
    'Deployment',
    /"image":"app@sha256:12"/,
  ],
  ['replicas', 'replicas: [{name: web, count: 4}]\n', 'Deployment', /"replicas":4/],
  [
    'replacements',
    'replacements:\n- source: {kind: Deployment, name: web, fieldPath: "spec.template.spec.containers.[name=app].image", options: {delimiter: ":", index: 1}}\n  targets: [{select: {kind: Service}, fieldPaths: [metadata.labels.version], options: {create: true}}]\n',
    'Service',
    /"labels":\{"version":"1"\}/,
  ],
  [
    'a JSON patch adds the first annotation',
    'patches:\n- target: {kind: Service}\n  patch: |-\n    - {op: add, path: /metadata/annotations/n, value: 1}\n',
    'Service',
    /"annotations":\{"n":"1"\}/,
  ],
  [
    'a new container stands first',
    'patches:\n- patch: |-\n    apiVersion: apps/v1\n    kind: Deployment\n    metadata: {name: web}\n    spec: {template: {spec: {containers: [{name: side, image: s}]}}}\n',
    'Deployment',
    /"name":"side".*"name":"app"/,
  ],
  [
    'variables keep their type',
    'vars: [{name: PORT, objref: {kind: Deployment, name: web, apiVersion: apps/v1}, fieldref: {fieldpath: "spec.template.spec.containers[0].ports[0].containerPort"}}]\npatches:\n- target: {kind: Service}\n  patch: |-\n    - {op: replace, path: /spec/ports/0/port, value: $(PORT)}\n',
    'Service',
    /"port":80\b/,
  ],
  [
    'a transformer object',
    'transformers:\n- |-\n  apiVersion: builtin\n  kind: LabelTransformer\n  metadata: {name: l}\n  labels: {only: services}\n  fieldSpecs: [{path: metadata/labels, create: true, kind: Service}]\n',
    'Service',
    /"labels":\{"only":"services"\}/,
  ],
];
for (const [what, kustomization, kind, expected] of examples) {
  test(what, async () => assert.match((await built(kustomization))[kind] ?? '', expected));
}

test('objects come in the legacy order, or as read', async () => {
  assert.deepEqual(Object.keys(await built('')), ['Service', 'Deployment']);
  assert.deepEqual(Object.keys(await built('sortOptions: {order: fifo}\n')), [
    'Deployment',
    'Service',
  ]);
});
