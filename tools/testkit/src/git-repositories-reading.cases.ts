import assert from 'node:assert/strict';
import { mkdtemp, readFile, readlink, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { GitRepositories } from '@infraforge/scm';
import { testAuthor as author, writeFiles } from './write-files.ts';

type Case = (git: GitRepositories) => Promise<void>;

/** What is read of a repository. */
export const readingCases: Readonly<Record<string, Case>> = {
  async 'an empty repository holds nothing, and making it again changes nothing'(git) {
    await git.create(1, 'other');
    assert.equal((await git.refs(1)).size, 0);
    assert.equal(await git.resolve(1, 'HEAD'), undefined);
    assert.equal(await git.tree(1, 'main', {}), undefined);
    assert.deepEqual(await git.log(1, 'main', { limit: 10 }), []);
    const commit = await writeFiles(git, { a: '1' });
    await git.create(1, 'main');
    assert.equal(await git.resolve(1, 'HEAD'), commit.sha);
  },
  async 'a revision is a branch, a tag, a ref, HEAD or an id, and no expression'(git) {
    const first = await writeFiles(git, { a: '1' });
    const second = await writeFiles(git, { a: '2' });
    await git.updateRef(1, 'refs/tags/v1', undefined, first.sha);
    await git.updateRef(1, 'refs/heads/feature/x', undefined, first.sha);
    const names = {
      main: second,
      HEAD: second,
      v1: first,
      'feature/x': first,
      'refs/tags/v1': first,
    };
    for (const [name, commit] of Object.entries(names)) {
      assert.equal(await git.resolve(1, name), commit.sha, name);
    }
    assert.equal(await git.resolve(1, first.sha), first.sha);
    assert.equal(await git.resolve(1, first.sha.slice(0, 10)), first.sha);
    const nothing = [
      'none',
      'main~1',
      'main^',
      'HEAD:a',
      ':/change',
      '--all',
      '@{-1}',
      '',
      'a\nmain',
      '0'.repeat(40),
    ];
    for (const name of nothing) assert.equal(await git.resolve(1, name), undefined, name);
    await git.setHead(1, 'feature/x');
    assert.equal(await git.resolve(1, 'HEAD'), first.sha);
    assert.deepEqual([...(await git.refs(1)).keys()].sort(), [
      'refs/heads/feature/x',
      'refs/heads/main',
      'refs/tags/v1',
    ]);
  },
  async 'trees, entries and blobs are read by path'(git) {
    const changes = [
      { path: 'README.md', content: '# Hi\n' },
      { path: 'bin/run', content: '#!/bin/sh\n', executable: true },
      { path: 'src/lib/ü b.txt', content: new Uint8Array([0, 1, 255, 10]) },
    ];
    await writeFiles(git, {}, { changes });
    const top = await git.tree(1, 'main', {});
    assert.deepEqual(
      top?.map(({ path, type, mode, size }) => [path, type, mode, size]),
      [
        ['README.md', 'blob', '100644', 5],
        ['bin', 'tree', '040000', undefined],
        ['src', 'tree', '040000', undefined],
      ],
    );
    const all = await git.tree(1, 'main', { path: 'src', recursive: true });
    assert.deepEqual(
      all?.map(({ path }) => path),
      ['lib', 'lib/ü b.txt'],
    );
    assert.equal(await git.tree(1, 'main', { path: 'README.md' }), undefined);
    assert.equal(await git.tree(1, 'main', { path: 'none' }), undefined);
    const run = await git.entry(1, 'main', 'bin/run');
    assert.deepEqual([run?.path, run?.mode, run?.size], ['bin/run', '100755', 10]);
    const binary = await git.entry(1, 'main', 'src/lib/ü b.txt');
    assert.deepEqual([...((await git.blob(1, binary?.sha ?? '')) ?? [])], [0, 1, 255, 10]);
    assert.equal((await git.entry(1, 'main', ''))?.type, 'tree');
    for (const path of ['none', 'bin/none', 'README.md/x', '../x', 'bin/']) {
      assert.equal(await git.entry(1, 'main', path), undefined, path);
    }
    assert.equal(await git.blob(1, '0'.repeat(40)), undefined);
    assert.equal(await git.blob(1, (await git.resolve(1, 'main')) ?? ''), undefined);
  },
  async 'the log goes back from a revision, can be narrowed, and knows what changed'(git) {
    const first = await writeFiles(git, { a: '1', b: '1' }, { message: 'first\n\nbody\n' });
    const second = await writeFiles(git, { a: '2' });
    const third = await writeFiles(git, { b: undefined, c: '3' });
    const shas = async (options: Parameters<GitRepositories['log']>[2]) =>
      (await git.log(1, 'main', options)).map(({ sha }) => sha);
    assert.deepEqual(await shas({ limit: 10 }), [third.sha, second.sha, first.sha]);
    assert.deepEqual(await shas({ limit: 1, skip: 1 }), [second.sha]);
    assert.deepEqual(await shas({ limit: 10, path: 'b' }), [third.sha, first.sha]);
    assert.deepEqual(await shas({ limit: 10, notIn: first.sha }), [third.sha, second.sha]);
    const read = await git.commit(1, first.sha);
    assert.deepEqual(read, {
      ...first,
      message: 'first\n\nbody\n',
      author,
      committer: author,
      parents: [],
    });
    assert.deepEqual(await git.changes(1, second.sha, third.sha), [
      { path: 'b', status: 'removed' },
      { path: 'c', status: 'added' },
    ]);
    assert.deepEqual(await git.changes(1, first.sha, second.sha), [
      { path: 'a', status: 'modified' },
    ]);
    assert.equal((await git.changes(1, undefined, third.sha)).length, 2);
    const { text, truncated } = await git.diff(1, first.sha, second.sha, 10_000);
    assert.match(text, /^-1$/m);
    assert.match(text, /^\+2$/m);
    assert.equal(truncated, false);
    assert.deepEqual((await git.diff(1, undefined, third.sha, 20)).truncated, true);
    assert.equal(await git.isAncestor(1, first.sha, third.sha), true);
    assert.equal(await git.isAncestor(1, third.sha, first.sha), false);
  },
  async 'a commit is checked out and archived whole'(git) {
    const link = {
      path: 'deep/link',
      mode: '120000',
      sha: await git.writeBlob(1, Buffer.from('../a')),
    };
    const base = await writeFiles(git, {
      a: '1',
      'docs/b': '2',
      '.gitattributes': 'docs export-ignore\n* text eol=lf\n',
    });
    const tree = await git.writeTree(1, base.sha, [link]);
    const sha = await git.writeCommit(1, { tree, parents: [base.sha], message: 'link', author });
    const directory = await mkdtemp(join(tmpdir(), 'checkout-'));
    try {
      await git.checkout(1, sha, join(directory, 'new folder'));
      assert.equal(await readFile(join(directory, 'new folder/docs/b'), 'utf8'), '2');
      assert.equal(await readlink(join(directory, 'new folder/deep/link')), '../a');
      assert.equal(await stat(join(directory, 'new folder/.git')).catch(() => 'none'), 'none');
      await assert.rejects(git.checkout(1, sha, join(directory, 'new folder')), {
        code: 'scm.not-empty',
      });
      for (const target of ['/etc/passwd', '../../x', 'a/../../x', '']) {
        const outside = [{ ...link, sha: await git.writeBlob(1, Buffer.from(target)) }];
        const bad = await git.writeCommit(1, {
          ...{ tree: await git.writeTree(1, base.sha, outside), parents: [] },
          ...{ message: 'bad', author },
        });
        await assert.rejects(git.checkout(1, bad, join(directory, 'bad')), {
          code: 'scm.link-outside',
        });
      }
    } finally {
      await rm(directory, { recursive: true });
    }
    const chunks: Uint8Array[] = [];
    for await (const chunk of git.archive(1, sha, 'payments-orders')) chunks.push(chunk);
    const tar = gunzipSync(Buffer.concat(chunks)).toString('latin1');
    for (const path of ['payments-orders/a', 'payments-orders/docs/b'])
      assert.ok(tar.includes(path), path);
    await assert.rejects(async () => {
      for await (const _ of git.archive(1, sha, 'x', AbortSignal.abort()));
    });
  },
};
