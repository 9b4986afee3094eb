import type { KubeObject } from '@infraforge/kube';
import type { ApplicationView, HealthStatus, SyncStatus } from '@infraforge/plugin-platform-common';

type Spec = {
  readonly project?: string;
  readonly source?: { readonly repoURL?: string; readonly path?: string };
  readonly destination?: { readonly namespace?: string };
};

type Status = {
  readonly sync?: { readonly status?: SyncStatus; readonly revision?: string };
  readonly health?: { readonly status?: HealthStatus; readonly message?: string };
  readonly operationState?: {
    readonly phase: string;
    readonly message: string;
    readonly startedAt: string;
    readonly finishedAt?: string;
  };
  readonly conditions?: readonly { readonly type: string; readonly message: string }[];
  readonly resources?: readonly {
    readonly kind: string;
    readonly namespace?: string;
    readonly name: string;
    readonly status?: SyncStatus;
    readonly health?: { readonly status?: HealthStatus; readonly message?: string };
  }[];
  readonly history?: readonly {
    readonly id: number;
    readonly revision?: string;
    readonly deployedAt: string;
  }[];
};

/** An Argo CD Application on the wire: its status flattened to what pages and `gaia` show. */
export function applicationView(application: KubeObject): ApplicationView {
  const spec = (application.spec ?? {}) as Spec;
  const status = (application.status ?? {}) as Status;
  const { operationState } = status;
  return {
    name: application.metadata.name,
    project: spec.project ?? '',
    namespace: spec.destination?.namespace ?? '',
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
      namespace: resource.namespace ?? '',
      name: resource.name,
      sync: resource.status,
      health: resource.health?.status,
      message: resource.health?.message,
    })),
    history: (status.history ?? []).map((entry) => ({
      id: entry.id,
      revision: entry.revision ?? '',
      deployedAt: entry.deployedAt,
    })),
  };
}
