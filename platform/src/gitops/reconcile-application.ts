import {
  type Application,
  type ApplicationStatus,
  addHistory,
  annotation,
  annotationOf,
  buildStatus,
  type Finding,
  type Operation,
  type OperationPlan,
  type OperationState,
  pinnedApplication,
  planOperation,
  revisionText,
  sameStatus,
  startOperation,
  syncDecision,
  withAnnotation,
} from '@infraforge/gitops';
import { type Clock, hasCode, type Logger } from '@infraforge/kernel';
import { type KubeObject, keyOf } from '@infraforge/kube';
import type { ApplicationSources } from './application-source.ts';
import type { ClusterView } from './cluster-view.ts';
import { customizationsOf } from './customizations-of.ts';
import { finalizeApplication } from './finalize-application.ts';
import { applicationKey } from './keys.ts';
import { type Observation, observeApplication, projectOf } from './observe-application.ts';
import { runOperation } from './run-operation.ts';
import { updateLatest } from './update-latest.ts';

export type ReconcileDeps = {
  readonly view: ClusterView;
  readonly sources: ApplicationSources;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Fingerprints of applications with which there was nothing to do. */
  readonly quiet: Map<string, string>;
};

/** What to do after a reconciliation: look again after so many milliseconds, if at all. */
export type NextLook = { readonly afterMilliseconds: number | undefined };

/** A sync that waits is looked at again though no event says so, in case one was missed. */
const WAITING_LOOK = 5_000;
/** Windows open and close at full minutes. */
const WINDOW_LOOK = 60_000;

/**
 * Brings one application up to date: compares, starts or goes on with a sync, writes its status when that says
 * something new. May be killed anywhere and called again: how far a sync is stands in the application's status.
 */
export async function reconcileApplication(
  name: string,
  options: { readonly resolve: boolean },
  deps: ReconcileDeps,
): Promise<NextLook> {
  const application = pinnedOf(name, deps.view);
  if (!application) {
    deps.sources.forget(name);
    deps.quiet.delete(name);
    return { afterMilliseconds: undefined };
  }
  if (application.metadata.deletionTimestamp) {
    const outcome = await finalizeApplication(application, deps.view);
    return { afterMilliseconds: outcome === 'waiting' ? WAITING_LOOK : undefined };
  }
  const unless = deps.quiet.get(name);
  const asked = annotationOf(application, annotation.refresh) !== undefined;
  const resolve = options.resolve || asked;
  const observation = await observeApplication(application, { resolve, unless }, deps);
  await clearRefresh(application, deps.view);
  if (observation === 'same') return { afterMilliseconds: undefined };
  deps.quiet.delete(name);
  const plan = planNext(application, observation, deps);
  if (plan.type !== 'run' || !observation.manifests) {
    const findings = errorOf(plan);
    const written = await writeStatus(application, observation, findings, application.status, deps);
    const { fingerprint } = observation;
    if (!written && plan.type === 'none' && fingerprint) deps.quiet.set(name, fingerprint);
    const wait =
      plan.type === 'wait' ? plan.until.getTime() - deps.clock.now().getTime() : undefined;
    return { afterMilliseconds: wait };
  }
  return operate(application, observation, plan, deps);
}

/** A pinned application is compared with, and synced to, what it is pinned to. */
function pinnedOf(name: string, view: ClusterView): Application | undefined {
  const application = view.get(applicationKey(name)) as Application | undefined;
  return application && pinnedApplication(application);
}

type Plan =
  | OperationPlan
  /** A sync that another process, or an earlier look, has begun. */
  | { readonly type: 'run'; readonly operation: Operation; readonly attempt: 'resumed' };

function planNext(
  application: Application,
  observation: Observation,
  { view, clock }: Pick<ReconcileDeps, 'view' | 'clock'>,
): Plan {
  const now = clock.now();
  const { comparison, revision, refused } = observation;
  if (!comparison || revision === undefined) return { type: 'none', reason: 'nothing to compare' };
  if (refused) return { type: 'none', reason: 'the project does not permit the manifests' };
  const state = application.status?.operationState;
  if (state?.phase === 'Running') {
    const automated = state.operation.initiatedBy?.automated === true;
    const current = revisionText(state.syncResult ?? {}) === revision;
    // A newer commit takes the place of an automated sync: one that never gets healthy must not hold it up.
    if (current || !automated) {
      return { type: 'run', operation: state.operation, attempt: 'resumed' };
    }
  }
  const plan = planOperation(application, comparison, revision, now);
  const project = projectOf(application, view);
  if (plan.type !== 'run' || !project) return plan;
  const manual = plan.operation.initiatedBy?.automated !== true;
  const { allowed, reason } = syncDecision(project, { now, manual, application });
  if (allowed) return plan;
  const error = `Cannot sync: ${reason ?? 'refused'}`;
  return { type: 'wait', until: new Date(now.getTime() + WINDOW_LOOK), error };
}

function errorOf(plan: Plan): readonly Finding[] {
  const error = plan.type === 'none' || plan.type === 'wait' ? plan.error : undefined;
  return error === undefined ? [] : [{ type: 'SyncError', message: error }];
}

async function operate(
  application: Application,
  observation: Observation,
  plan: Extract<Plan, { type: 'run' }>,
  deps: ReconcileDeps,
): Promise<NextLook> {
  const { view, clock, logger } = deps;
  const { name } = application.metadata;
  const resumed = plan.attempt === 'resumed' ? application.status?.operationState : undefined;
  const wanted = revisionText(resumed?.syncResult ?? plan.operation.sync ?? {});
  const look =
    wanted === undefined || wanted === observation.revision
      ? observation
      : await observeApplication(application, { resolve: false, revision: wanted }, deps);
  const project = projectOf(application, view);
  if (!look.manifests || !project) {
    await writeStatus(application, look, [], application.status, deps);
    return { afterMilliseconds: WAITING_LOOK };
  }
  const { manifests } = look;
  const failures = application.status?.operationState?.retryCount ?? 0;
  let state =
    resumed ??
    startOperation({
      operation: plan.operation,
      revision: manifests.revision,
      sources: manifests.sources,
      several: manifests.several,
      retryCount: plan.attempt === 'next' ? failures + 1 : 0,
      now: clock.now(),
    });
  if (!resumed) {
    logger.info(`syncing ${name} to ${manifests.revision.slice(0, 7)}`, { application: name });
    await saveOperation(name, state, view);
    await clearOperation(name, view);
  }
  const save = (next: OperationState) => saveOperation(name, next, view);
  state = await runOperation({ application, project, manifests, state }, { view, clock, save });
  if (state.phase !== 'Running') {
    const fields = { application: name, revision: manifests.revision };
    const text = `${name}: ${state.message}`;
    if (state.phase === 'Succeeded') logger.info(text, fields);
    else logger.warn(text, fields);
  }
  return conclude(name, state, deps);
}

/** Looks once more at what the sync has made of the cluster, and writes that down. */
async function conclude(
  name: string,
  state: OperationState,
  deps: ReconcileDeps,
): Promise<NextLook> {
  const application = pinnedOf(name, deps.view);
  if (!application) return { afterMilliseconds: undefined };
  const observation = await observeApplication(application, { resolve: false }, deps);
  const history = application.status?.history ?? [];
  const limit = application.spec.revisionHistoryLimit;
  const status: ApplicationStatus = {
    ...application.status,
    operationState: state,
    history: state.phase === 'Succeeded' ? addHistory(history, state, limit) : history,
  };
  const after = { ...application, status };
  const plan = state.phase === 'Running' ? undefined : planNext(after, observation, deps);
  await writeStatus(application, observation, plan ? errorOf(plan) : [], status, deps);
  if (!plan) return { afterMilliseconds: WAITING_LOOK };
  if (plan.type === 'wait') {
    return { afterMilliseconds: plan.until.getTime() - deps.clock.now().getTime() };
  }
  return { afterMilliseconds: undefined };
}

async function writeStatus(
  application: Application,
  observation: Observation,
  more: readonly Finding[],
  base: ApplicationStatus | undefined,
  { view, clock }: ReconcileDeps,
): Promise<boolean> {
  const findings = [...observation.findings, ...more];
  const based = base ? { ...application, status: base } : application;
  const { checks } = customizationsOf(view);
  const status = buildStatus(based, { ...observation, findings }, clock.now(), checks);
  if (sameStatus(status, application.status)) return false;
  await patchStatus(application.metadata.name, () => status, view);
  return true;
}

async function saveOperation(name: string, state: OperationState, view: ClusterView) {
  await patchStatus(name, (status) => ({ ...status, operationState: state }), view);
}

/** An operation that has begun stands in the status; the request for it has done its work. */
async function clearOperation(name: string, view: ClusterView): Promise<void> {
  await updateLatest(view, applicationKey(name), (now) => {
    if (now.operation === undefined) return undefined;
    const { operation: _operation, ...rest } = now;
    return rest as KubeObject;
  });
}

/** Somebody asked for a look (`argocd.argoproj.io/refresh`), which has been taken. */
async function clearRefresh(application: Application, view: ClusterView): Promise<void> {
  if (annotationOf(application, annotation.refresh) === undefined) return;
  await updateLatest(view, keyOf(application), (now) =>
    withAnnotation(now, annotation.refresh, undefined),
  );
}

/** Only we write the status of applications, so that what is written is not compared with a version. */
async function patchStatus(
  name: string,
  change: (status: ApplicationStatus) => ApplicationStatus,
  view: ClusterView,
): Promise<void> {
  const now = (await view.read(applicationKey(name))) as Application | undefined;
  if (!now) return;
  const { resourceVersion: _version, ...metadata } = now.metadata;
  const next = { ...now, metadata, status: change(now.status ?? {}) } as Application;
  try {
    await view.updateStatus(next);
  } catch (error) {
    if (!hasCode(error, 'cluster.not-found') || view.get(keyOf(next)) !== undefined) throw error;
  }
}
