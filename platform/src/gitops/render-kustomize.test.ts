import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KustomizeSource } from '@infraforge/gitops';
import { build, memoryTree } from '@infraforge/kustomize';
import { renderSource } from './render-source.ts';

const HOST = 'http://127.0.0.1:7080';
const config = (name: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  a: "1"\n`;
const base = {
  'base/kustomization.yaml': 'resources: [c.yaml]\n',
  'base/c.yaml': config('shared'),
};
const overlay = (url: string) => ({ 'kustomization.yaml': `resources: ["${url}"]\n` });
const repositories: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  [`${HOST}/payments/common.git`]: base,
  [`${HOST}/platform/common.git`]: base,
  [`${HOST}/storefront/secret.git`]: base,
};

function render(files: Readonly<Record<string, string>>, kustomize?: KustomizeSource) {
  const repoURL = `${HOST}/payments/orders.git`;
  return renderSource({
    build,
    resolve: async (url, revision) => (revision === 'v1' && repositories[url] ? 'abc' : undefined),
    tree: async (url) => memoryTree(url === repoURL ? files : (repositories[url] ?? {})),
  })({
    revision: 'abc',
    applicationName: 'app',
    namespace: 'n',
    source: { repoURL, path: '.', ...(kustomize && { kustomize }) },
  });
}

for (const owner of ['payments', 'platform']) {
  test(`a base of ${owner} is built on`, async () => {
    const result = await render(overlay(`${HOST}/${owner}/common//base?ref=v1`));
    assert.ok(result.ok, JSON.stringify(result));
    assert.deepEqual(
      result.objects.map(({ metadata }) => metadata.name),
      ['shared'],
    );
  });
}

const refused: readonly [string, string][] = [
  ["another team's repository", `${HOST}/storefront/secret//base?ref=v1`],
  ['another team by a way round', `${HOST}/payments/../storefront/secret.git//base?ref=v1`],
  ['another host', 'https://github.com/payments/common//base?ref=v1'],
  ['a revision that is not there', `${HOST}/payments/common//base?ref=v2`],
];
for (const [name, url] of refused) {
  test(`a base is refused: ${name}`, async () => {
    const result = await render(overlay(url));
    assert.ok(!result.ok);
    assert.match(
      result.problems[0]?.message ?? '',
      /is not a repository that may be read from here/,
    );
  });
}

test('an application patches what it builds', async () => {
  const files = {
    'kustomization.yaml': 'resources: [c.yaml]\n',
    'c.yaml': config('c'),
    'part/kustomization.yaml': 'kind: Component\ncommonAnnotations: {part: "yes"}\n',
  };
  const result = await render(files, {
    commonLabels: { team: 'payments' },
    labelWithoutSelector: true,
    components: ['part'],
    patches: [
      { target: { kind: 'ConfigMap' }, patch: '- {op: replace, path: /data/a, value: "2"}' },
    ],
  });
  assert.ok(result.ok, JSON.stringify(result));
  const [object] = result.objects;
  assert.deepEqual(object?.data, { a: '2' });
  assert.deepEqual(object?.metadata, {
    name: 'c',
    annotations: { part: 'yes' },
    labels: { team: 'payments' },
  });
});
