import assert from 'node:assert/strict';
import type { GitRepositories } from '@infraforge/scm';
import { testAuthor as author, writeFiles } from './write-files.ts';

type Case = (git: GitRepositories) => Promise<void>;

/** What is written to a repository, by many at once too. */
export const writingCases: Readonly<Record<string, Case>> = {
  async 'of twenty writers on one branch from one base exactly one wins'(git) {
    const base = await writeFiles(git, { a: '0' });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        writeFiles(git, { a: `${index + 1}` }, { base: base.sha }),
      ),
    );
    const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
    assert.equal(lost.length, 19);
    for (const { reason } of lost) assert.equal(reason.code, 'scm.moved');
    assert.equal((await git.log(1, 'main', { limit: 10 })).length, 2);
    assert.deepEqual([...(await git.refs(1)).keys()], ['refs/heads/main']);
    await assert.rejects(writeFiles(git, { b: '1' }, { base: undefined }), { code: 'scm.moved' });
  },
  async 'twenty writers on twenty branches lose nothing'(git) {
    const base = await writeFiles(git, { a: '0' });
    const write = (index: number) =>
      writeFiles(git, { b: `${index}` }, { branch: `b${index}`, base: undefined });
    await Promise.all(Array.from({ length: 20 }, (_, index) => write(index)));
    const refs = await git.refs(1);
    assert.equal(refs.size, 21);
    assert.equal(refs.get('refs/heads/main'), base.sha);
  },
  async 'names, paths and people that Git cannot have are refused or cleaned'(git) {
    for (const path of ['../x', '/x', '.git/config', 'a//b', 'a\nb']) {
      await assert.rejects(writeFiles(git, { [path]: 'x' }), { code: 'scm.invalid-write' }, path);
    }
    await assert.rejects(writeFiles(git, { a: 'x' }, { branch: '../x' }), {
      code: 'scm.invalid-write',
    });
    const odd = { name: 'A <b>\nc', email: '', date: author.date };
    const commit = await writeFiles(
      git,
      { 'say "hi".txt': 'x' },
      { author: odd, message: 'M 100644\ndone\n' },
    );
    assert.equal(commit.author.name, 'A bc');
    assert.equal(commit.message, 'M 100644\ndone\n');
    assert.equal((await git.tree(1, 'main', {}))?.[0]?.path, 'say "hi".txt');
  },
  async 'refs move by compare-and-swap'(git) {
    const first = await writeFiles(git, { a: '1' });
    const second = await writeFiles(git, { a: '2' });
    const ref = 'refs/heads/x';
    assert.equal(await git.updateRef(1, ref, undefined, first.sha), true);
    assert.equal(await git.updateRef(1, ref, undefined, first.sha), false);
    assert.equal(await git.updateRef(1, ref, second.sha, first.sha), false);
    assert.equal(await git.updateRef(1, ref, first.sha, second.sha), true);
    assert.equal(await git.updateRef(1, ref, first.sha, undefined), false);
    assert.equal(await git.updateRef(1, ref, second.sha, undefined), true);
    assert.equal(await git.resolve(1, 'x'), undefined);
    await assert.rejects(git.updateRef(1, 'refs/heads/main/x', undefined, first.sha));
    await assert.rejects(git.updateRef(1, 'refs/heads/../x', undefined, first.sha), {
      code: 'scm.invalid-ref',
    });
  },
  async 'blobs, trees and commits are made one by one'(git) {
    const base = await writeFiles(git, { a: '1', 'dir/b': '2', 'dir/c': '3' });
    const blob = await git.writeBlob(1, Buffer.from('new'));
    const folder = (await git.entry(1, 'main', 'dir'))?.sha;
    const tree = await git.writeTree(1, base.tree, [
      { path: 'dir/b', mode: '100644', sha: undefined },
      { path: 'a/now/a-folder', mode: '100644', sha: blob },
      { path: 'copy', mode: '040000', sha: folder },
    ]);
    const sha = await git.writeCommit(1, { tree, parents: [base.sha], message: 'by hand', author });
    const paths = (await git.tree(1, sha, { recursive: true }))?.filter(
      ({ type }) => type === 'blob',
    );
    assert.deepEqual(
      paths?.map(({ path }) => path),
      ['a/now/a-folder', 'copy/b', 'copy/c', 'dir/c'],
    );
    assert.equal((await git.commit(1, sha))?.message.trim(), 'by hand');
    assert.equal((await git.tree(1, tree, {}))?.length, 3);
    const onlyNew = await git.writeTree(1, undefined, [{ path: 'x', mode: '100755', sha: blob }]);
    assert.deepEqual(
      (await git.tree(1, onlyNew, {}))?.map(({ mode }) => mode),
      ['100755'],
    );
    await assert.rejects(
      git.writeTree(1, undefined, [{ path: '../x', mode: '100644', sha: blob }]),
    );
  },
  async 'a removed repository is gone, and its number can be used again'(git) {
    await writeFiles(git, { a: '1' });
    await git.remove(1);
    await git.remove(1);
    await assert.rejects(git.refs(1));
    await git.create(1, 'main');
    assert.equal((await git.refs(1)).size, 0);
    assert.equal(await git.resolve(1, 'main'), undefined);
    await writeFiles(git, { a: '1' });
  },
};
