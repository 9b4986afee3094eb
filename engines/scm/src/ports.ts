import type {
  BranchProtection,
  Commit,
  Delivery,
  FileChange,
  FileStatus,
  Hook,
  Organization,
  PullRequest,
  Repository,
  RepositoryPatch,
  Signature,
  TreeEntry,
} from './types.ts';

/** What the forge remembers beside Git. Names are compared without regard to case, as GitHub does. */
export type ForgeStore = {
  organizations(): Promise<readonly Organization[]>;
  organization(login: string): Promise<Organization | undefined>;
  /** Makes it when it is not there; changes nothing when it is. */
  ensureOrganization(login: string, description: string): Promise<Organization>;

  repository(owner: string, name: string): Promise<Repository | undefined>;
  repositoryById(id: number): Promise<Repository | undefined>;
  /** Sorted by name. */
  repositories(owner: string): Promise<readonly Repository[]>;
  /** Throws PlatformError `scm.name-taken` when the name is in use in the organisation. */
  createRepository(owner: string, name: string, patch: RepositoryPatch): Promise<Repository>;
  updateRepository(id: number, patch: RepositoryPatch): Promise<Repository>;
  deleteRepository(id: number): Promise<void>;

  protection(repositoryId: number, branch: string): Promise<BranchProtection | undefined>;
  protections(repositoryId: number): Promise<readonly BranchProtection[]>;
  saveProtection(protection: BranchProtection): Promise<void>;
  removeProtection(repositoryId: number, branch: string): Promise<boolean>;

  pullRequests(repositoryId: number): Promise<readonly PullRequest[]>;
  pullRequest(repositoryId: number, number: number): Promise<PullRequest | undefined>;
  /** Numbers count up from 1 in each repository, without a gap under concurrency. */
  createPullRequest(
    pull: Omit<PullRequest, 'id' | 'number' | 'createdAt' | 'updatedAt'>,
  ): Promise<PullRequest>;
  updatePullRequest(
    id: number,
    patch: Partial<Pick<PullRequest, 'title' | 'body' | 'state' | 'merged' | 'labels' | 'baseRef'>>,
  ): Promise<PullRequest>;

  /** Hooks that an event in this repository goes to: its own and its organisation's. */
  hooksFor(repository: Repository): Promise<readonly Hook[]>;
  hooks(organization: string, repositoryId: number | undefined): Promise<readonly Hook[]>;
  /** Makes or changes the hook with this URL in the same place. */
  saveHook(hook: Omit<Hook, 'id'>): Promise<Hook>;
  removeHook(id: number): Promise<boolean>;

  /** Deliveries are written with the event and sent afterwards, so that a crash between the two loses none. */
  insertDeliveries(
    deliveries: readonly Omit<Delivery, 'attempts' | 'deliveredAt' | 'status'>[],
  ): Promise<void>;
  /** Not delivered yet, with fewer than `maxAttempts` attempts, oldest first. */
  pendingDeliveries(maxAttempts: number, limit: number): Promise<readonly Delivery[]>;
  recordAttempt(
    id: string,
    outcome: { status: number | undefined; deliveredAt: Date | undefined },
  ): Promise<void>;
};

/** Bare Git repositories, addressed by the id of the repository and never by a name that a user chose. */
export type GitRepositories = {
  /** Makes an empty bare repository whose HEAD is `defaultBranch`; nothing happens when it is there. */
  create(id: number, defaultBranch: string): Promise<void>;
  remove(id: number): Promise<void>;
  setHead(id: number, defaultBranch: string): Promise<void>;
  /** Where it stands on disk: for the git program. */
  pathOf(id: number): string;
  /** Full ref name to object id, branches and tags. */
  refs(id: number): Promise<ReadonlyMap<string, string>>;
  /** Commit that a branch, tag, full ref, `HEAD` or (abbreviated) object id names; undefined when none does. */
  resolve(id: number, revision: string): Promise<string | undefined>;
  commit(id: number, sha: string): Promise<Commit | undefined>;
  /** Newest first, from `revision` back; only commits that touch `path` when given. */
  log(id: number, revision: string, options: LogOptions): Promise<readonly Commit[]>;
  /** Entries below a tree; paths relative to it. Undefined when the path is no directory of the commit. */
  tree(
    id: number,
    revision: string,
    options: { path?: string; recursive?: boolean },
  ): Promise<readonly TreeEntry[] | undefined>;
  /** What stands at a path of a commit. */
  entry(id: number, revision: string, path: string): Promise<TreeEntry | undefined>;
  blob(id: number, sha: string): Promise<Uint8Array | undefined>;
  /** A gzipped tar of a commit below one top-level folder; ends early when the signal aborts. */
  archive(id: number, sha: string, prefix: string, signal?: AbortSignal): AsyncIterable<Uint8Array>;
  /** Writes the files of a commit into an empty directory. */
  checkout(id: number, sha: string, directory: string): Promise<void>;
  /**
   * One commit on top of `base` (undefined: a root commit) by fast-import, then a compare-and-swap of the branch from
   * `base`. Throws PlatformError `scm.moved` when the branch is not at `base` any more.
   */
  write(id: number, write: CommitWrite): Promise<Commit>;
  /** Compare-and-swap of a ref; `before`/`after` undefined: must not be there / delete. False when it had moved. */
  updateRef(
    id: number,
    ref: string,
    before: string | undefined,
    after: string | undefined,
  ): Promise<boolean>;
  writeBlob(id: number, content: Uint8Array): Promise<string>;
  writeTree(id: number, base: string | undefined, entries: readonly TreeWrite[]): Promise<string>;
  writeCommit(
    id: number,
    commit: { tree: string; parents: readonly string[]; message: string; author: Signature },
  ): Promise<string>;
  /** Files that differ between two commits, sorted by path; `from: undefined` is the empty tree. A rename is a removal and an addition. */
  changes(id: number, from: string | undefined, to: string): Promise<readonly FileStatus[]>;
  /** The same as a unified diff for people, cut after `maxBytes`. */
  diff(
    id: number,
    from: string | undefined,
    to: string,
    maxBytes: number,
  ): Promise<{ readonly text: string; readonly truncated: boolean }>;
  /** True when `ancestor` can be reached from `descendant`. */
  isAncestor(id: number, ancestor: string, descendant: string): Promise<boolean>;
  close(): Promise<void>;
};

export type LogOptions = {
  readonly path?: string;
  readonly limit: number;
  readonly skip?: number;
  /** Leave out what can be reached from this commit. */
  readonly notIn?: string;
};

export type CommitWrite = {
  readonly branch: string;
  readonly base: string | undefined;
  readonly changes: readonly FileChange[];
  readonly message: string;
  readonly author: Signature;
};

/** `sha: undefined` removes the path. */
export type TreeWrite = {
  readonly path: string;
  readonly mode: string;
  readonly sha: string | undefined;
};
