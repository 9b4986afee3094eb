import {
  type AppProject,
  appliedObject,
  checkObject,
  hookFinalizer,
  managerOf,
  type SyncCluster,
} from '@infraforge/gitops';
import { formatPlace, hasCode, PlatformError, type Problem } from '@infraforge/kernel';
import { formatKey, type KubeObject, keyOf } from '@infraforge/kube';
import { validateObject } from '@infraforge/workloads';
import type { ClusterView } from './cluster-view.ts';

/** Attempts at a write that others keep changing under us. */
const ATTEMPTS = 5;

/**
 * What the cluster takes from an application of a project. The destination namespace, which `CreateNamespace=true`
 * makes, is allowed wherever the project allows to write into it.
 */
export function createAdmission(
  project: AppProject,
  namespace: string,
): Pick<SyncCluster, 'check'> {
  return {
    async check(target) {
      const own = target.kind === 'Namespace' && target.metadata.name === namespace;
      if (own && managerOf(target) === undefined) return;
      const [refused] = checkObject(target, project);
      if (refused) throw refusal('gitops.not-permitted', [refused]);
      const malformed = validateObject(target);
      if (malformed.length > 0) throw refusal('gitops.malformed', malformed);
    },
  };
}

/** The local cluster as the sync engine writes to it, behind the rules of the application's project. */
export function createSyncCluster(
  view: ClusterView,
  project: AppProject,
  namespace: string,
): SyncCluster {
  const admission = createAdmission(project, namespace);

  async function write(target: KubeObject, how: 'apply' | 'replace'): Promise<string> {
    const name = `${target.kind}/${target.metadata.name}`;
    const live = await view.read(keyOf(target));
    if (!live) {
      await view.create(appliedObject(target, undefined));
      return `${name} created`;
    }
    assertStays(live);
    const next =
      how === 'apply'
        ? appliedObject(target, live)
        : withIdentity(appliedObject(target, undefined), live);
    const written = await view.update(next);
    const changed = written.metadata.resourceVersion !== live.metadata.resourceVersion;
    return `${name} ${changed ? (how === 'apply' ? 'configured' : 'replaced') : 'unchanged'}`;
  }

  return {
    check: admission.check,
    async apply(target, how) {
      await admission.check(target);
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await write(target, how);
        } catch (error) {
          if (attempt >= ATTEMPTS || !isRace(error)) throw error;
        }
      }
    },
    async remove(live) {
      await view.delete(keyOf(live), live.metadata.uid);
    },
    async release(live) {
      const now = await view.read(keyOf(live));
      if (!now?.metadata.finalizers?.includes(hookFinalizer)) return;
      const finalizers = now.metadata.finalizers.filter((name) => name !== hookFinalizer);
      await view.update({ ...now, metadata: { ...now.metadata, finalizers } });
    },
  };
}

/** What Kubernetes' API server would answer: all problems at once, each with its path. */
function refusal(code: string, problems: readonly Problem[]): PlatformError {
  const sentences = problems.map(({ message, place }) => {
    const where = formatPlace(place);
    return where ? `${where}: ${message}` : message;
  });
  const hint = problems[0]?.hint;
  return new PlatformError(code, sentences.join('; '), { problems, ...(hint && { hint }) });
}

function assertStays(live: KubeObject): void {
  if (!live.metadata.deletionTimestamp) return;
  throw new PlatformError('gitops.being-deleted', `${formatKey(keyOf(live))} is being deleted`, {
    retryable: true,
    hint: 'Wait until it is gone; the sync is tried again.',
  });
}

function withIdentity(object: KubeObject, live: KubeObject): KubeObject {
  const { resourceVersion, uid } = live.metadata;
  return {
    ...object,
    metadata: {
      ...object.metadata,
      ...(resourceVersion !== undefined && { resourceVersion }),
      ...(uid !== undefined && { uid }),
    },
  };
}

/** Somebody else wrote between our reading and our writing. */
function isRace(error: unknown): boolean {
  return ['cluster.conflict', 'cluster.exists', 'cluster.not-found'].some((code) =>
    hasCode(error, code),
  );
}
