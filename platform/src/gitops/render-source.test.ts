import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ApplicationSource } from '@infraforge/gitops';
import { build, memoryTree } from '@infraforge/kustomize';
import { renderSource } from './render-source.ts';

const config = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`;
const files = {
  'README.md': '# not a manifest',
  'plain/b.yaml': `${config('b1')}---\n${config('b2')}`,
  'plain/a.json': JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }),
  'plain/values.yaml': 'just: values\n',
  'plain/skipped.yaml': `# +argocd:skip-file-rendering\n${config('skipped')}`,
  'plain/deep/c.yaml': config('c'),
  'list/list.yaml': `apiVersion: v1\nkind: ConfigMapList\nitems:\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: l}}\n`,
  'overlay/kustomization.yaml': 'namePrefix: dev-\nresources: [../plain/deep/c.yaml]\n',
  'base/kustomization.yaml': 'resources: [c.yaml]\n',
  'base/c.yaml': config('c'),
  'broken/syntax.yaml': 'a: [b\n',
  'broken/nameless.yaml': '\n\napiVersion: v1\nkind: ConfigMap\n',
};

const render = renderSource({ tree: async () => memoryTree(files), build });

function rendered(source: Partial<ApplicationSource>) {
  const repoURL = 'http://127.0.0.1:7080/payments/orders.git';
  const request = { revision: 'abc', applicationName: 'app', namespace: 'n' };
  return render({ ...request, source: { repoURL, ...source } });
}

type Example = readonly [
  name: string,
  source: Partial<ApplicationSource>,
  names: readonly string[],
];

const examples: readonly Example[] = [
  ['a plain directory', { path: 'plain' }, ['a', 'b1', 'b2']],
  ['its folders too', { path: './plain/', directory: { recurse: true } }, ['a', 'b1', 'b2', 'c']],
  ['only some files', { path: 'plain', directory: { include: '*.json' } }, ['a']],
  ['all but some', { path: 'plain', directory: { exclude: '{b,values}.yaml' } }, ['a']],
  ['a list', { path: 'list' }, ['l']],
  ['a kustomization', { path: 'base' }, ['c']],
  ['one with options', { path: 'base', kustomize: { namePrefix: 'x-' } }, ['x-c']],
];

for (const [name, source, names] of examples) {
  test(`renders ${name}`, async () => {
    const result = await rendered(source);
    assert.ok(result.ok, JSON.stringify(result));
    assert.deepEqual(
      result.objects.map(({ metadata }) => metadata.name),
      names,
    );
  });
}

const refusals: readonly [
  name: string,
  source: Partial<ApplicationSource>,
  problems: readonly RegExp[],
][] = [
  ['a path that is not there', { path: 'nowhere' }, [/app path does not exist/]],
  ['a path out of the repository', { path: 'plain/../../etc' }, [/leaves the repository/]],
  ['a chart', { path: 'plain', helm: {} }, [/helm is not supported/]],
  ['two types at once', { path: 'plain', kustomize: {}, directory: {} }, [/one type/]],
  ['broken files, all of them', { path: 'broken' }, [/needs metadata.name/, /./]],
];

for (const [name, source, expected] of refusals) {
  test(`refuses ${name}`, async () => {
    const result = await rendered(source);
    assert.ok(!result.ok);
    assert.equal(result.problems.length, expected.length);
    for (const [index, message] of expected.entries()) {
      assert.match(result.problems[index]?.message ?? '', message);
    }
  });
}

test('a broken manifest is named with its file and line', async () => {
  const result = await rendered({ path: 'broken' });
  assert.ok(!result.ok);
  assert.deepEqual(result.problems[0]?.place, {
    file: 'broken/nameless.yaml',
    line: 3,
    path: 'metadata.name',
  });
});
