import type { Application, HealthCode, SyncCode } from '@infraforge/gitops';

/** An Application as pages and `gaia` show it: its spec and status, flattened. */
export type ApplicationView = {
  readonly name: string;
  readonly project: string;
  readonly namespace: string;
  readonly repository: string;
  readonly path: string;
  readonly sync: SyncCode;
  readonly health: HealthCode;
  readonly healthMessage: string | undefined;
  /** Full commit id that was compared last. */
  readonly revision: string | undefined;
  readonly operation: OperationView | undefined;
  readonly conditions: readonly { readonly type: string; readonly message: string }[];
  readonly resources: readonly ResourceView[];
  readonly history: readonly {
    readonly id: number;
    readonly revision: string;
    readonly deployedAt: string;
  }[];
};

type OperationView = {
  readonly phase: string;
  readonly message: string;
  readonly startedAt: string;
  readonly finishedAt: string | undefined;
};

type ResourceView = {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly sync: SyncCode | undefined;
  readonly health: HealthCode | undefined;
  readonly message: string | undefined;
};

export function applicationView(application: Application): ApplicationView {
  const { metadata, spec, status = {} } = application;
  const { operationState } = status;
  return {
    name: metadata.name,
    project: spec.project,
    namespace: spec.destination.namespace ?? '',
    repository: spec.source?.repoURL ?? '',
    path: spec.source?.path ?? '',
    sync: status.sync?.status ?? 'Unknown',
    health: status.health?.status ?? 'Unknown',
    healthMessage: status.health?.message,
    revision: status.sync?.revision,
    operation: operationState && {
      phase: operationState.phase,
      message: operationState.message,
      startedAt: operationState.startedAt,
      finishedAt: operationState.finishedAt,
    },
    conditions: (status.conditions ?? []).map(({ type, message }) => ({ type, message })),
    resources: (status.resources ?? []).map((resource) => ({
      kind: resource.kind,
      namespace: resource.namespace,
      name: resource.name,
      sync: resource.status,
      health: resource.health?.status,
      message: resource.health?.message,
    })),
    history: (status.history ?? []).map(({ id, revision, deployedAt }) => ({
      id,
      revision,
      deployedAt,
    })),
  };
}
