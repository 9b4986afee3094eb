import {
  type Application,
  type ApplicationSet,
  type GeneratorSources,
  generateApplications,
  generateParameters,
  parseApplicationSet,
  timeText,
  updateApplication,
  validateApplications,
} from '@infraforge/gitops';
import { type Clock, canonicalJson, hasCode, type Logger, type Problem } from '@infraforge/kernel';
import { type KubeObject, keyOf, type OwnerReference } from '@infraforge/kube';
import type { ClusterView } from './cluster-view.ts';
import { applicationKey, applicationSetKey } from './keys.ts';

export type ApplicationSetDeps = {
  readonly view: ClusterView;
  readonly generators: GeneratorSources;
  readonly clock: Clock;
  readonly logger: Logger;
};

/** Attempts at a write that others keep changing under us. */
const ATTEMPTS = 5;

/**
 * Makes the Applications of a set be those that its generators ask for: creates, changes, deletes. When a generator or
 * the template fails nothing is touched and the set's condition says why. Applications of a set that is gone are the
 * garbage collector's.
 */
export async function reconcileApplicationSet(
  name: string,
  deps: ApplicationSetDeps,
): Promise<void> {
  const set = deps.view.get(applicationSetKey(name)) as ApplicationSet | undefined;
  if (!set || set.metadata.deletionTimestamp) return;
  const parsed = parseApplicationSet(set);
  if (!parsed.ok) {
    await writeConditions(set, parsed.problems, false, deps);
    return;
  }
  const { parameterSets, problems } = await generateParameters(set, deps.generators);
  const { applications, failures } = generateApplications(set, parameterSets);
  if (problems.length > 0 || failures.length > 0) {
    await writeConditions(set, [...problems, ...failures], false, deps);
    return;
  }
  const own = applicationsOf(set, deps.view);
  const existing = new Map(own.map((each) => [each.metadata.name, each]));
  const { valid, problems: invalid } = validateApplications(set, applications, existing);
  const taken: Problem[] = [];
  for (const application of valid) {
    const problem = await ensureApplication(application, set, deps);
    if (problem) taken.push(problem);
  }
  const wanted = new Set(applications.map(({ metadata }) => metadata.name));
  const mayDelete = policyOf(set) === 'sync' || policyOf(set) === 'create-delete';
  for (const application of mayDelete ? applicationsOf(set, deps.view) : []) {
    const { deletionTimestamp, name: own, uid } = application.metadata;
    if (wanted.has(own) || deletionTimestamp) continue;
    deps.logger.info(`deleting ${own}: ${name} does not generate it any more`, {
      application: own,
    });
    await deps.view.delete(keyOf(application), uid);
  }
  await writeConditions(set, [...invalid, ...taken], true, deps);
}

/** Source: pkg/apis/application/v1alpha1 (`ApplicationsSyncPolicy`). */
function policyOf(set: ApplicationSet) {
  return set.spec.syncPolicy?.applicationsSync ?? 'sync';
}

/** The Applications that a set has made. */
export function applicationsOf(set: ApplicationSet, view: ClusterView): readonly Application[] {
  return view
    .ofKind('Application')
    .filter((object): object is Application => ownerOf(object)?.uid === set.metadata.uid);
}

/** The set that an Application belongs to. */
export function ownerOf(object: KubeObject): OwnerReference | undefined {
  return object.metadata.ownerReferences?.find(({ kind }) => kind === 'ApplicationSet');
}

async function ensureApplication(
  application: Application,
  set: ApplicationSet,
  deps: ApplicationSetDeps,
): Promise<Problem | undefined> {
  const { name } = application.metadata;
  const known = deps.view.get(applicationKey(name)) as Application | undefined;
  if (
    known &&
    known.metadata.deletionTimestamp === undefined &&
    isCurrent(known, application, set)
  ) {
    return undefined;
  }
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await writeApplication(application, set, deps);
    } catch (error) {
      // Its status, or an operation that somebody asked for, was written between our reading and our writing.
      const raced = ['cluster.conflict', 'cluster.exists'].some((code) => hasCode(error, code));
      if (!raced || attempt >= ATTEMPTS) throw error;
    }
  }
}

async function writeApplication(
  application: Application,
  set: ApplicationSet,
  { view, logger }: ApplicationSetDeps,
): Promise<Problem | undefined> {
  const { name } = application.metadata;
  const live = (await view.read(applicationKey(name))) as Application | undefined;
  if (live && ownerOf(live)?.uid !== set.metadata.uid) {
    const message = `Application ${name} exists already and does not belong to ApplicationSet ${set.metadata.name}`;
    return { code: 'gitops.application-taken', message };
  }
  // One that is being deleted is made again when it is gone: its deletion brings us here once more.
  if (live && (live.metadata.deletionTimestamp || isCurrent(live, application, set))) {
    return undefined;
  }
  if (live) await view.update(updateApplication(live, application, set));
  else await view.create(created(application, set));
  logger.info(`${live ? 'updated' : 'created'} application ${name}`, { application: name });
  return undefined;
}

function isCurrent(live: Application, wanted: Application, set: ApplicationSet): boolean {
  if (ownerOf(live)?.uid !== set.metadata.uid) return false;
  const mayUpdate = policyOf(set) === 'sync' || policyOf(set) === 'create-update';
  if (!mayUpdate) return true;
  return canonicalJson(updateApplication(live, wanted, set)) === canonicalJson(live);
}

function created(application: Application, set: ApplicationSet): Application {
  const owner: OwnerReference = {
    apiVersion: set.apiVersion,
    kind: set.kind,
    name: set.metadata.name,
    uid: set.metadata.uid ?? '',
    controller: true,
    blockOwnerDeletion: true,
  };
  return { ...application, metadata: { ...application.metadata, ownerReferences: [owner] } };
}

async function writeConditions(
  set: ApplicationSet,
  problems: readonly Problem[],
  generated: boolean,
  { view, clock, logger }: ApplicationSetDeps,
): Promise<void> {
  const [first] = problems;
  const error = problems.map(({ message }) => message).join('; ');
  if (first) logger.warn(`application set ${set.metadata.name}: ${error}`);
  const failed = problems.length > 0;
  const fine = 'All applications have been generated successfully';
  const conditions = [
    condition('ErrorOccurred', failed, failed ? error : fine),
    condition(
      'ParametersGenerated',
      generated,
      generated ? 'Successfully generated parameters for all Applications' : error,
    ),
    condition('ResourcesUpToDate', !failed, failed ? error : 'ApplicationSet up to date'),
  ];
  const now = (await view.read(keyOf(set))) as ApplicationSet | undefined;
  if (!now) return;
  const before =
    (now.status as { conditions?: readonly Condition[] } | undefined)?.conditions ?? [];
  const next = conditions.map((entry) => {
    const same = before.find(({ type, status }) => type === entry.type && status === entry.status);
    return { ...entry, lastTransitionTime: same?.lastTransitionTime ?? timeText(clock.now()) };
  });
  if (canonicalJson(next) === canonicalJson(before)) return;
  const { resourceVersion: _version, ...metadata } = now.metadata;
  await view.updateStatus({ ...now, metadata, status: { conditions: next } });
}

type Condition = {
  readonly type: string;
  readonly status: string;
  readonly message: string;
  readonly reason: string;
  readonly lastTransitionTime?: string;
};

function condition(type: string, holds: boolean, message: string): Condition {
  return { type, status: holds ? 'True' : 'False', message, reason: holds ? type : `Not${type}` };
}
