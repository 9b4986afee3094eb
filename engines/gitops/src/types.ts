import type { KubeObject } from '@infraforge/kube';
import type { IgnoreRule } from './diff/ignore-differences.ts';

export type * from './application-set/application-set-types.ts';
export type * from './project/project-types.ts';

/** `argoproj.io/v1alpha1` resources, as Argo CD writes them; members that we do not read are kept as they are. */
export type Application = KubeObject & {
  readonly spec: ApplicationSpec;
  readonly status?: ApplicationStatus;
  readonly operation?: Operation;
};

export type ApplicationSpec = {
  readonly project: string;
  readonly source?: ApplicationSource;
  readonly sources?: readonly ApplicationSource[];
  readonly destination: Destination;
  readonly syncPolicy?: SyncPolicy;
  readonly revisionHistoryLimit?: number;
  readonly ignoreDifferences?: readonly IgnoreRule[];
  readonly [member: string]: unknown;
};

export type ApplicationSource = {
  readonly repoURL: string;
  readonly path?: string;
  readonly targetRevision?: string;
  readonly kustomize?: KustomizeSource;
  readonly directory?: DirectorySource;
  readonly [member: string]: unknown;
};

export type KustomizeSource = {
  readonly namePrefix?: string;
  readonly nameSuffix?: string;
  readonly images?: readonly string[];
  readonly replicas?: readonly { readonly name: string; readonly count: number | string }[];
  readonly commonLabels?: Readonly<Record<string, string>>;
  readonly commonAnnotations?: Readonly<Record<string, string>>;
  readonly namespace?: string;
  readonly labelWithoutSelector?: boolean;
  readonly labelIncludeTemplates?: boolean;
  readonly components?: readonly string[];
  readonly patches?: readonly KustomizePatch[];
  readonly [member: string]: unknown;
};

export type KustomizePatch = {
  readonly path?: string;
  readonly patch?: string;
  readonly target?: Readonly<Record<string, string>>;
  readonly options?: Readonly<Record<string, boolean>>;
};

export type DirectorySource = {
  readonly recurse?: boolean;
  readonly include?: string;
  readonly exclude?: string;
};

export type Destination = {
  readonly server?: string;
  readonly name?: string;
  readonly namespace?: string;
};

export type SyncPolicy = {
  readonly automated?: {
    readonly enabled?: boolean;
    readonly prune?: boolean;
    readonly selfHeal?: boolean;
    readonly allowEmpty?: boolean;
  };
  readonly syncOptions?: readonly string[];
  readonly retry?: {
    readonly limit?: number;
    readonly backoff?: {
      readonly duration?: string;
      readonly factor?: number;
      readonly maxDuration?: string;
    };
  };
};

export type SyncCode = 'Synced' | 'OutOfSync' | 'Unknown';
export type HealthCode =
  | 'Healthy'
  | 'Progressing'
  | 'Suspended'
  | 'Degraded'
  | 'Missing'
  | 'Unknown';
export type Health = { readonly status: HealthCode; readonly message?: string };

export type ApplicationStatus = {
  readonly sync?: {
    readonly status: SyncCode;
    readonly revision?: string;
    /** In place of `revision` where there are several sources: one each. */
    readonly revisions?: readonly string[];
    readonly comparedTo?: unknown;
  };
  readonly health?: Health & { readonly lastTransitionTime?: string };
  readonly resources?: readonly ResourceStatus[];
  /** Oldest first; at most `revisionHistoryLimit` (default 10). */
  readonly history?: readonly HistoryEntry[];
  readonly conditions?: readonly Condition[];
  readonly operationState?: OperationState;
  readonly reconciledAt?: string;
  readonly sourceType?: string;
  readonly summary?: {
    readonly images?: readonly string[];
    readonly externalURLs?: readonly string[];
  };
};

export type ResourceStatus = {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly status?: SyncCode;
  readonly health?: Health;
  readonly requiresPruning?: boolean;
  readonly hook?: boolean;
  readonly syncWave?: number;
};

export type HistoryEntry = {
  readonly id: number;
  /** Of a single source; `revisions` and `sources` of several. */
  readonly revision?: string;
  readonly revisions?: readonly string[];
  readonly deployedAt: string;
  readonly deployStartedAt: string;
  readonly source?: ApplicationSource;
  readonly sources?: readonly ApplicationSource[];
  readonly initiatedBy: { readonly username?: string; readonly automated?: boolean };
};

export type Condition = {
  readonly type: string;
  readonly message: string;
  readonly lastTransitionTime: string;
};

/** `operation` of an Application: a sync that somebody, or automation, asked for. */
export type Operation = {
  readonly sync?: {
    readonly revision?: string;
    readonly revisions?: readonly string[];
    readonly prune?: boolean;
    readonly syncOptions?: readonly string[];
    /** How often a state that somebody keeps undoing has been healed without a pause. */
    readonly selfHealAttemptsCount?: number;
  };
  readonly initiatedBy?: { readonly username?: string; readonly automated?: boolean };
  /** How often a failed sync is tried again, as in `syncPolicy.retry`. */
  readonly retry?: NonNullable<SyncPolicy['retry']>;
};

/** The phases of a sync, in their order; `SyncFail` runs only after a failure. */
export type SyncPhase = 'PreSync' | 'Sync' | 'PostSync' | 'SyncFail';

export type OperationPhase = 'Running' | 'Terminating' | 'Failed' | 'Error' | 'Succeeded';

export type OperationState = {
  readonly operation: Operation;
  readonly phase: OperationPhase;
  readonly message: string;
  readonly startedAt: string;
  readonly finishedAt?: string;
  readonly retryCount?: number;
  readonly syncResult?: {
    /** Of a single source; `revisions` and `sources` of several. */
    readonly revision?: string;
    readonly revisions?: readonly string[];
    readonly source?: ApplicationSource;
    readonly sources?: readonly ApplicationSource[];
    readonly resources: readonly SyncedResource[];
  };
};

export type SyncedResource = {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Undefined for a hook whose outcome is in `hookPhase` alone. */
  readonly status?: SyncResultCode;
  readonly message: string;
  /** `PreSync`, `Sync`, `PostSync`, `SyncFail` for a hook; absent for a plain resource. */
  readonly hookType?: string;
  /** How far it is: `Running` until the resource is healthy or the hook has ended. */
  readonly hookPhase?: OperationPhase;
  readonly syncPhase?: SyncPhase;
};

export type SyncResultCode = 'Synced' | 'SyncFailed' | 'Pruned' | 'PruneSkipped';
