import { join } from 'node:path';
import { BugError, PlatformError } from '@infraforge/kernel';
import { type GitRepositories, isObjectId, isRefName } from '@infraforge/scm';
import { archiveCommit } from './archive.ts';
import { makeBareRepository, recoverFolder, removeBareRepository } from './bare-repository.ts';
import { checkoutCommit } from './checkout.ts';
import { changedFiles, unifiedDiff } from './compare-commits.ts';
import {
  createGitProgram,
  type GitProgram,
  gitEnvironment,
  writeGitConfiguration,
} from './git-program.ts';
import { createObjectReader } from './object-reader.ts';
import {
  type RepositoryReader,
  readCommit,
  readEntry,
  readLog,
  readTree,
  resolveRevision,
} from './read-repository.ts';
import { updateRef } from './update-ref.ts';
import { writeCommitOnBranch } from './write-commit.ts';
import { writeBlob, writeCommitObject, writeTree } from './write-objects.ts';

export type GitRepositoriesOptions = {
  /** Folder that holds `<id>.git` and `.home`; made when it is not there. */
  readonly root: string;
  /** The git program; `git` on PATH when not given. */
  readonly gitPath?: string;
  /** What git inherits beside our own settings: PATH, TMPDIR. */
  readonly env?: Readonly<Record<string, string>>;
};

/** The repositories, and how the git program is started for them: the forge serves clients through it. */
export type EmbeddedGit = GitRepositories & {
  readonly program: {
    readonly command: string;
    readonly environment: Readonly<Record<string, string>>;
  };
  /** Clears what a killed process left behind (unfinished folders, stale locks). `startForge` calls it. */
  recover(): Promise<void>;
};

const IDLE_MILLISECONDS = 20_000;
const MOST_PROCESSES = 24;
const STALE_LOCK_MILLISECONDS = 30_000;

/** Bare repositories below one folder, read and written with the git program (2.30 or later). */
export function createGitRepositories(options: GitRepositoriesOptions): EmbeddedGit {
  const git = configuredGit(options);
  const objects = createObjectReader(git, {
    idleMilliseconds: IDLE_MILLISECONDS,
    maxProcesses: MOST_PROCESSES,
  });
  const pathOf = (id: number) => {
    if (!Number.isSafeInteger(id) || id < 0) throw new BugError(`${id} is no id of a repository`);
    return join(options.root, `${id}.git`);
  };
  const reader = (id: number): RepositoryReader => ({ git, objects, path: pathOf(id) });

  return {
    program: { command: git.command, environment: git.environment },
    pathOf,
    recover: () => recoverFolder(options.root, STALE_LOCK_MILLISECONDS),
    create: async (id, branch) =>
      makeBareRepository(git, options.root, pathOf(id), checkBranch(branch)),
    async remove(id) {
      objects.release(pathOf(id));
      await removeBareRepository(options.root, pathOf(id));
    },
    async setHead(id, branch) {
      const target = `refs/heads/${checkBranch(branch)}`;
      await git.run([`--git-dir=${pathOf(id)}`, 'symbolic-ref', 'HEAD', target]);
    },
    refs: (id) => readRefs(git, pathOf(id)),
    resolve: (id, revision) => resolveRevision(reader(id), revision),
    commit: (id, sha) => readCommit(reader(id), sha),
    log: (id, revision, log) => readLog(reader(id), revision, log),
    tree: (id, revision, tree) => readTree(reader(id), revision, tree),
    entry: (id, revision, path) => readEntry(reader(id), revision, path),
    async blob(id, sha) {
      if (!isObjectId(sha)) return undefined;
      const found = await objects.object(pathOf(id), sha);
      return found?.type === 'blob' ? found.content : undefined;
    },
    archive: (id, sha, prefix, signal) =>
      archiveCommit(git, pathOf(id), checkId(sha), prefix, signal),
    checkout: async (id, sha, directory) =>
      checkoutCommit(git, pathOf(id), checkId(sha), directory),
    async write(id, write) {
      const sha = await writeCommitOnBranch(git, pathOf(id), write);
      const commit = await readCommit(reader(id), sha);
      if (!commit) throw new BugError(`the commit ${sha} that was just written is not there`);
      return commit;
    },
    updateRef: async (id, ref, before, after) =>
      updateRef(git, pathOf(id), checkRef(ref), before, after),
    writeBlob: (id, content) => writeBlob(git, pathOf(id), content),
    writeTree: (id, base, entries) => writeTree(git, pathOf(id), base, entries),
    writeCommit: (id, commit) => writeCommitObject(git, pathOf(id), commit),
    changes: async (id, from, to) => changedFiles(git, pathOf(id), from, checkId(to)),
    diff: async (id, from, to, maxBytes) =>
      unifiedDiff(git, pathOf(id), { from, to: checkId(to) }, maxBytes),
    async isAncestor(id, ancestor, descendant) {
      const { exitCode } = await git.run(
        [
          `--git-dir=${pathOf(id)}`,
          'merge-base',
          '--is-ancestor',
          checkId(ancestor),
          checkId(descendant),
        ],
        { exitCodes: [0, 1] },
      );
      return exitCode === 0;
    },
    close: () => objects.close(),
  };
}

function configuredGit({ root, gitPath = 'git', env }: GitRepositoriesOptions): GitProgram {
  const home = join(root, '.home');
  writeGitConfiguration(home);
  return createGitProgram(gitPath, gitEnvironment(home, env));
}

async function readRefs(git: GitProgram, path: string): Promise<ReadonlyMap<string, string>> {
  const { stdout } = await git.run([
    ...[`--git-dir=${path}`, 'for-each-ref', '--format=%(objectname) %(refname)'],
    ...['refs/heads', 'refs/tags'],
  ]);
  const lines = stdout.toString().split('\n').filter(Boolean);
  return new Map(lines.map((line) => [line.slice(41), line.slice(0, 40)]));
}

function checkBranch(branch: string): string {
  if (isRefName(branch)) return branch;
  throw new PlatformError('scm.invalid-ref', `'${branch}' is no branch name`);
}

function checkRef(ref: string): string {
  if (ref.startsWith('refs/') && isRefName(ref)) return ref;
  throw new PlatformError('scm.invalid-ref', `'${ref}' is no full ref name`);
}

function checkId(sha: string): string {
  if (isObjectId(sha)) return sha;
  throw new PlatformError('scm.invalid-id', `'${sha}' is no full object id`);
}
