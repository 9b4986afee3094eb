/** Types of the forge: what GitHub calls organisations, teams, repositories, branch protection, hooks, pull requests. */
export type Organization = {
  readonly id: number;
  /** The team's name; one organisation a team, and `platform` for the platform itself. */
  readonly login: string;
  readonly description: string;
  readonly createdAt: Date;
};

export type Repository = {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly description: string;
  readonly homepage: string;
  readonly visibility: 'public' | 'private' | 'internal';
  readonly defaultBranch: string;
  readonly topics: readonly string[];
  readonly archived: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly pushedAt: Date | undefined;
};

/** Members that may be given when a repository is made or changed. */
export type RepositoryPatch = Partial<
  Pick<
    Repository,
    | 'name'
    | 'description'
    | 'homepage'
    | 'visibility'
    | 'defaultBranch'
    | 'topics'
    | 'archived'
    | 'pushedAt'
  >
>;

export type BranchProtection = {
  readonly repositoryId: number;
  readonly branch: string;
  /** Refuse history that is not a fast-forward, for everybody. */
  readonly allowForcePushes: boolean;
  readonly allowDeletions: boolean;
  /** Rules hold for admins too. */
  readonly enforceAdmins: boolean;
  /** A push needs a merged pull request; `undefined`: direct pushes by members are allowed. */
  readonly requiredApprovals: number | undefined;
  /** The rest of GitHub's protection document, kept as it was given so that it reads back the same. */
  readonly document: Readonly<Record<string, unknown>>;
};

export type PullRequest = {
  readonly id: number;
  readonly repositoryId: number;
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly state: 'open' | 'closed';
  readonly merged: boolean;
  readonly author: string;
  readonly headRef: string;
  readonly baseRef: string;
  readonly draft: boolean;
  readonly labels: readonly string[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

export type Hook = {
  readonly id: number;
  /** Of one repository, or of a whole organisation when undefined. */
  readonly repositoryId: number | undefined;
  readonly organization: string;
  readonly url: string;
  readonly secret: string | undefined;
  readonly contentType: 'json' | 'form';
  readonly events: readonly string[];
  readonly active: boolean;
};

export type Delivery = {
  /** GUID, sent as X-GitHub-Delivery. */
  readonly id: string;
  readonly hookId: number;
  readonly event: string;
  readonly payload: unknown;
  readonly attempts: number;
  readonly deliveredAt: Date | undefined;
  readonly status: number | undefined;
  readonly createdAt: Date;
};

/** One ref that a push moved. The all-zero id stands for "was not there" and "is gone". */
export type RefChange = { readonly ref: string; readonly before: string; readonly after: string };

export type Commit = {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
};

export type Signature = { readonly name: string; readonly email: string; readonly date: Date };

export type TreeEntry = {
  readonly path: string;
  readonly mode: '100644' | '100755' | '120000' | '040000' | '160000';
  readonly type: 'blob' | 'tree' | 'commit';
  readonly sha: string;
  /** Bytes; undefined for trees and submodules. */
  readonly size: number | undefined;
};

/** One file of a commit to be made: `content: undefined` deletes. */
export type FileChange = {
  readonly path: string;
  readonly content: Uint8Array | string | undefined;
  readonly executable?: boolean;
};

/** What happened to one file between two commits. */
export type FileStatus = {
  readonly path: string;
  readonly status: 'added' | 'removed' | 'modified';
};
