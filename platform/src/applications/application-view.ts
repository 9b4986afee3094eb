import {
  type Application,
  type ApplicationSource,
  type HealthCode,
  type HistoryEntry,
  pinOf,
  type SyncCode,
  type SyncedResource,
  sourcesOf,
} from '@infraforge/gitops';
import type {
  HistoryEntryView,
  PinView,
  ResourceNode,
  SourceView,
  SyncWindowView,
  TriedResource,
} from './application-views.ts';

/** An Application as pages and `gaia` show it: its spec and status, flattened. */
export type ApplicationView = {
  readonly name: string;
  readonly project: string;
  /** Whose it is; undefined for the platform's own. */
  readonly team: string | undefined;
  /** True when the caller may change it; undefined where nobody in particular asks. */
  readonly yours?: boolean;
  readonly namespace: string;
  readonly repository: string;
  readonly path: string;
  readonly targetRevision: string | undefined;
  readonly sync: SyncCode;
  readonly health: HealthCode;
  readonly healthMessage: string | undefined;
  /** Full commit id that was compared last. */
  readonly revision: string | undefined;
  readonly automated: { readonly prune: boolean; readonly selfHeal: boolean } | undefined;
  readonly pin: PinView | undefined;
  readonly operation: OperationView | undefined;
  readonly conditions: readonly {
    readonly type: string;
    readonly message: string;
    readonly since: string;
  }[];
  readonly resources: readonly ResourceView[];
  readonly history: readonly HistoryEntryView[];
  readonly sources?: readonly SourceView[];
  readonly tree?: readonly ResourceNode[];
  readonly syncWindows?: readonly SyncWindowView[];
};

type OperationView = {
  readonly phase: string;
  readonly message: string;
  readonly startedAt: string;
  readonly finishedAt: string | undefined;
  readonly revision: string | undefined;
  readonly by: string | undefined;
  readonly automated: boolean;
  readonly retries: number;
  readonly resources: readonly TriedResource[];
};

type ResourceView = {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly sync: SyncCode | undefined;
  readonly health: HealthCode | undefined;
  readonly message: string | undefined;
  readonly wave: number | undefined;
  readonly hook: boolean | undefined;
  readonly requiresPruning: boolean | undefined;
};

const PROJECT_OF_TEAM = 'workloads-';

/** The team that an application belongs to, by its project; undefined for the platform's own. */
export function teamOf(project: string): string | undefined {
  return project.startsWith(PROJECT_OF_TEAM) ? project.slice(PROJECT_OF_TEAM.length) : undefined;
}

/** The view of an Application whose spec may be anything that somebody wrote. */
export function applicationView(application: Application): ApplicationView {
  const { metadata, spec, status = {} } = application;
  const [source] = sourcesOf(application);
  const { automated } = spec.syncPolicy ?? {};
  return {
    name: metadata.name,
    project: spec.project,
    team: teamOf(spec.project),
    namespace: spec.destination.namespace ?? '',
    repository: source?.repoURL ?? '',
    path: source?.path ?? '',
    targetRevision: source?.targetRevision,
    sync: status.sync?.status ?? 'Unknown',
    health: status.health?.status ?? 'Unknown',
    healthMessage: status.health?.message,
    revision: status.sync?.revision ?? status.sync?.revisions?.[0],
    automated:
      automated && automated.enabled !== false
        ? { prune: automated.prune ?? false, selfHeal: automated.selfHeal ?? false }
        : undefined,
    pin: pinView(application),
    operation: operationView(application),
    conditions: (status.conditions ?? []).map(({ type, message, lastTransitionTime }) => ({
      type,
      message,
      since: lastTransitionTime,
    })),
    resources: (status.resources ?? []).map((resource) => ({
      group: resource.group,
      kind: resource.kind,
      namespace: resource.namespace,
      name: resource.name,
      sync: resource.status,
      health: resource.health?.status,
      message: resource.health?.message,
      wave: resource.syncWave,
      hook: resource.hook,
      requiresPruning: resource.requiresPruning,
    })),
    history: (status.history ?? []).map(historyView),
  };
}

/** All sources of an application, with the commits that they mean now. */
export function sourceViews(application: Application): readonly SourceView[] {
  const { revision, revisions } = application.status?.sync ?? {};
  return views(sourcesOf(application), revisions ?? [revision]);
}

function views(
  sources: readonly ApplicationSource[],
  revisions: readonly (string | undefined)[],
): readonly SourceView[] {
  return sources.map((source, index) => ({
    repository: source.repoURL,
    path: source.path ?? '',
    targetRevision: source.targetRevision,
    chart: typeof source.chart === 'string' ? source.chart : undefined,
    revision: revisions[index],
  }));
}

function pinView(application: Application): PinView | undefined {
  const pin = pinOf(application);
  if (!pin) return undefined;
  const { revision, historyId, by, at, reason } = pin;
  return { revision, historyId, by, at, reason };
}

function historyView(entry: HistoryEntry): HistoryEntryView {
  const { revision, revisions, source, sources, initiatedBy } = entry;
  const all = sources ?? (source ? [source] : []);
  return {
    id: entry.id,
    revision: revision ?? revisions?.[0] ?? '',
    deployedAt: entry.deployedAt,
    startedAt: entry.deployStartedAt,
    by: initiatedBy?.username,
    automated: initiatedBy?.automated ?? false,
    sources: views(all, revisions ?? [revision]),
  };
}

function operationView({ status }: Application): OperationView | undefined {
  const state = status?.operationState;
  if (!state) return undefined;
  const { revision, revisions, resources = [] } = state.syncResult ?? {};
  return {
    phase: state.phase,
    message: state.message,
    startedAt: state.startedAt,
    finishedAt: state.finishedAt,
    revision: revision ?? revisions?.[0],
    by: state.operation.initiatedBy?.username,
    automated: state.operation.initiatedBy?.automated ?? false,
    retries: state.retryCount ?? 0,
    resources: resources.map(syncedView),
  };
}

function syncedView(resource: SyncedResource): TriedResource {
  const { group, kind, namespace, name, status, message, syncPhase, hookType } = resource;
  const hook = hookType !== undefined;
  return { group, kind, namespace, name, status, message, phase: syncPhase, hook };
}
