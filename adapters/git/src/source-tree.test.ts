import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeFiles } from '@infraforge/testkit';
import { createGitRepositories } from './git-repositories.ts';
import { createSourceTree } from './source-tree.ts';

test('a commit is a source tree whose paths are listed once', async () => {
  const root = await mkdtemp(join(tmpdir(), 'source-tree-'));
  const git = createGitRepositories({ root });
  try {
    await git.create(1, 'main');
    const base = await writeFiles(git, {
      'deploy/base/kustomization.yaml': 'a: 1\n',
      'deploy/x': '',
      b: '',
    });
    const link = { path: 'link', mode: '120000', sha: await git.writeBlob(1, Buffer.from('b')) };
    const author = { name: 'a', email: 'a', date: new Date(0) };
    const tree = await git.writeTree(1, base.sha, [link]);
    const sha = await git.writeCommit(1, { tree, parents: [], message: '', author });

    let listings = 0;
    const counted = {
      ...git,
      tree: (...args: Parameters<typeof git.tree>) => {
        listings += 1;
        return git.tree(...args);
      },
    };
    const source = createSourceTree(counted, 1, sha);
    const kinds = {
      deploy: 'directory',
      '': 'directory',
      '.': 'directory',
      b: 'file',
      './b': 'file',
      link: 'none',
      none: 'none',
    };
    const found = await Promise.all(Object.keys(kinds).map((path) => source.kindOf(path)));
    assert.deepEqual(found, Object.values(kinds));
    assert.deepEqual(await source.list('deploy'), ['base', 'x']);
    assert.deepEqual(await source.list(''), ['b', 'deploy', 'link']);
    assert.deepEqual(await source.list('none'), []);
    const text = Buffer.from(
      (await source.read('deploy/base/kustomization.yaml')) ?? [],
    ).toString();
    assert.equal(text, 'a: 1\n');
    assert.equal((await source.read('deploy/x'))?.length, 0);
    for (const path of ['link', 'deploy', 'none']) assert.equal(await source.read(path), undefined);
    await createSourceTree(counted, 1, sha).list('deploy');
    assert.equal(listings, 1);
  } finally {
    await git.close();
    await rm(root, { recursive: true });
  }
});
