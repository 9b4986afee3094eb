import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { gitRepositoriesContract, writeFiles } from '@infraforge/testkit';
import { createGitRepositories, type EmbeddedGit } from './git-repositories.ts';

async function open(): Promise<{
  repositories: EmbeddedGit;
  root: string;
  close(): Promise<void>;
}> {
  const root = await mkdtemp(join(tmpdir(), 'git repositories-'));
  const repositories = createGitRepositories({ root });
  return {
    repositories,
    root,
    async close() {
      await repositories.close();
      await rm(root, { recursive: true });
    },
  };
}

gitRepositoriesContract('embedded git', open);

test('a half-made repository is put aside and made again', async () => {
  const { repositories, root, close } = await open();
  try {
    await mkdir(join(root, '1.git/objects'), { recursive: true });
    await writeFile(join(root, '1.git/HEAD'), '');
    await repositories.create(1, 'main');
    await writeFiles(repositories, { a: '1' });
    assert.ok((await readdir(root)).some((name) => name.startsWith('.broken-')));
  } finally {
    await close();
  }
});

test('recover clears what a killed process left', async () => {
  const { repositories, root, close } = await open();
  try {
    await repositories.create(1, 'main');
    const { sha } = await writeFiles(repositories, { a: '1' });
    await mkdir(join(root, '.unfinished-1'));
    await utimes(join(root, '.unfinished-1'), new Date(0), new Date(0));
    await mkdir(join(root, '.unfinished-2'));
    const lock = join(root, '1.git/refs/heads/main.lock');
    await writeFile(lock, '');
    await utimes(lock, new Date(0), new Date(0));
    await repositories.recover();
    await writeFiles(repositories, { a: '2' }, { base: sha });
    assert.deepEqual((await readdir(root)).sort(), ['.home', '.unfinished-2', '1.git']);
  } finally {
    await close();
  }
});

test('twenty makers of one repository make one', async () => {
  const { repositories, root, close } = await open();
  try {
    await Promise.all(Array.from({ length: 20 }, () => repositories.create(1, 'main')));
    assert.deepEqual((await readdir(root)).sort(), ['.home', '1.git']);
  } finally {
    await close();
  }
});

test('a configuration or a hook of the repository or the user has no effect', async () => {
  const { repositories, root, close } = await open();
  try {
    await repositories.create(1, 'main');
    await mkdir(join(root, '1.git/hooks'));
    const hook = join(root, '1.git/hooks/reference-transaction');
    await writeFile(hook, '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    await writeFiles(repositories, { a: '1' });
    const { stdout } = await promisify(execFile)('git', ['config', '--list', '--show-scope'], {
      env: repositories.program.environment,
      cwd: root,
    });
    const scopes = new Set(
      stdout
        .trim()
        .split('\n')
        .map((line) => line.split('\t')[0]),
    );
    assert.deepEqual([...scopes], ['global']);
  } finally {
    await close();
  }
});

test('a missing git says what to do', async () => {
  const root = await mkdtemp(join(tmpdir(), 'no-git-'));
  const repositories = createGitRepositories({ root, gitPath: '/nowhere/git' });
  try {
    await assert.rejects(repositories.create(1, 'main'), { code: 'scm.create-failed' });
    await assert.rejects(repositories.refs(1), { code: 'git.not-found' });
    await assert.rejects(repositories.resolve(1, 'main'), { code: 'git.failed' });
  } finally {
    await repositories.close();
    await rm(root, { recursive: true });
  }
});
