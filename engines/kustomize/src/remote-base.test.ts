import assert from 'node:assert/strict';
import { test } from 'node:test';
import { build } from './build.ts';
import { memoryTree } from './memory-tree.ts';
import { parseRemoteBase } from './remote-base.ts';

const examples: readonly [string, string, string, string | undefined][] = [
  ['https://h/o/r//a/b?ref=v1', 'https://h/o/r', 'a/b', 'v1'],
  ['https://h:7080/o/r.git/a?ref=main', 'https://h:7080/o/r.git', 'a', 'main'],
  ['github.com/o/r/deploy/base?ref=abc', 'https://github.com/o/r', 'deploy/base', 'abc'],
  ['https://github.com/o/r', 'https://github.com/o/r', '', undefined],
  ['git@github.com:o/r.git//x', 'git@github.com:o/r.git', 'x', undefined],
];
for (const [text, repository, path, ref] of examples) {
  test(`the parts of ${text}`, () => {
    assert.deepEqual(parseRemoteBase(text), { repository, path, ref });
  });
}

const config = (name: string) =>
  JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
const other = memoryTree({
  'base/kustomization.yaml': 'resources: [c.yaml, ../shared]\n',
  'base/c.yaml': config('remote'),
  'shared/kustomization.yaml': 'resources: [d.yaml]\n',
  'shared/d.yaml': config('beside'),
  'loop/kustomization.yaml': 'resources: ["https://h/o/r//loop"]\n',
  'part/kustomization.yaml': 'kind: Component\nnamePrefix: part-\n',
});
const remote = async (repository: string) => (repository === 'https://h/o/r' ? other : undefined);
const buildOf = (kustomization: string) =>
  build(memoryTree({ 'base/kustomization.yaml': kustomization }), 'base', {}, { remote });

test('a base of another repository is built from its own files', async () => {
  const built = await buildOf(
    'namePrefix: my-\nresources: ["https://h/o/r//base?ref=v1"]\ncomponents: ["https://h/o/r//part"]\n',
  );
  assert.ok(built.ok, JSON.stringify(built));
  assert.deepEqual(
    built.objects.map(({ metadata }) => metadata.name),
    ['my-part-beside', 'my-part-remote'],
  );
});

const refused: readonly [string, string, RegExp][] = [
  ['one that is not there', 'https://h/o/unknown//base', /is not a repository that may be read/],
  ['one without the folder', 'https://h/o/r//nothing', /nothing/],
  ['one that leads to itself', 'https://h/o/r//loop', /cycle/],
  ['one that leaves its repository', 'https://h/o/r//../..', /lies outside of the repository/],
];
for (const [name, url, message] of refused) {
  test(`a remote base is refused: ${name}`, async () => {
    const built = await buildOf(`resources: ["${url}"]\n`);
    assert.ok(!built.ok);
    assert.match(built.problems[0]?.message ?? '', message);
  });
}
