/** A service in the installation's register: its name is unique, and it has an owner from its first moment. */
export type RegisteredService = {
  readonly name: string;
  readonly team: string;
  readonly description: string;
  /** `creating` until its repository is complete, `deleting` from the request until nothing is left. */
  readonly state: 'creating' | 'active' | 'deleting' | 'failed';
  /** The scaffolder task that makes it. */
  readonly taskId: string | undefined;
  /** Entity reference of who asked for it. */
  readonly requester: string;
  /** What went wrong and what to do, when `failed`. */
  readonly failure: string | undefined;
  readonly createdAt: Date;
};

export type HealthStatus =
  | 'Healthy'
  | 'Progressing'
  | 'Degraded'
  | 'Suspended'
  | 'Missing'
  | 'Unknown';
export type SyncStatus = 'Synced' | 'OutOfSync' | 'Unknown';

/** Why something is not as it should be, and the next step. */
export type Explanation = {
  readonly reason: string;
  readonly nextStep: string;
  readonly severity: 'info' | 'warning' | 'error';
};

export type CommitView = {
  readonly sha: string;
  readonly subject: string;
  readonly author: string;
  /** RFC 3339. */
  readonly date: string;
  readonly url: string;
};

export type RevisionView = {
  readonly sha: string;
  readonly commit?: CommitView;
  readonly ready: number;
  readonly desired: number;
  /** Takes traffic now. */
  readonly live: boolean;
  readonly createdAt: string;
};

export type PodView = {
  readonly name: string;
  readonly uid: string;
  readonly revision: string;
  /** As kubectl's STATUS column. */
  readonly status: string;
  readonly ready: boolean;
  readonly restarts: number;
  readonly memoryBytes?: number;
  readonly cpuCores?: number;
  readonly startedAt?: string;
  readonly message?: string;
};

/** One environment of a service, as it runs. */
export type RuntimeView = {
  readonly environment: string;
  readonly namespace: string;
  readonly health: HealthStatus;
  readonly sync: SyncStatus;
  readonly url?: string;
  readonly commit?: CommitView;
  readonly syncedAt?: string;
  readonly replicas: { readonly ready: number; readonly desired: number };
  readonly restarts: number;
  readonly explanations: readonly Explanation[];
  readonly revisions: readonly RevisionView[];
  readonly pods: readonly PodView[];
};
