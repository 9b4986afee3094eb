import { PlatformError } from '@infraforge/kernel';
import type { KubeObject } from '@infraforge/kube';
import { admissionRefusal, type ObjectStore, type ResourceQuota } from '@infraforge/workloads';

/**
 * The store behind Kubernetes' admission: whoever makes objects through it, GitOps or somebody by hand, is held to the
 * quotas and service accounts of the namespace. Throws `cluster.forbidden` from `create`, in Kubernetes' words.
 */
export function withAdmission(objects: ObjectStore): ObjectStore {
  const turns = new Map<string, Promise<unknown>>();

  async function admit(object: KubeObject, namespace: string): Promise<void> {
    const [quotas, accounts] = await Promise.all([
      objects.list({ group: '', kind: 'ResourceQuota', namespace }),
      object.kind === 'Pod'
        ? objects.list({ group: '', kind: 'ServiceAccount', namespace })
        : undefined,
    ]);
    const content = quotas.items.length > 0 ? (await objects.list({ namespace })).items : [];
    const refusal = admissionRefusal(object, {
      quotas: quotas.items as readonly ResourceQuota[],
      content: () => content,
      hasServiceAccount: (name) =>
        accounts?.items.some(({ metadata }) => metadata.name === name) ?? true,
    });
    if (refusal === undefined) return;
    throw new PlatformError('cluster.forbidden', refusal, {
      hint: 'Free what the quota counts, or have the quota raised; for a service account, create it first.',
    });
  }

  /** One after the other in a namespace, so that two do not take the last place of a quota. */
  async function inTurn<T>(namespace: string, work: () => Promise<T>): Promise<T> {
    const mine = (turns.get(namespace) ?? Promise.resolve()).then(work, work);
    const settled = mine.catch(() => undefined);
    turns.set(namespace, settled);
    try {
      return await mine;
    } finally {
      if (turns.get(namespace) === settled) turns.delete(namespace);
    }
  }

  return {
    ...objects,
    create(object) {
      const { namespace } = object.metadata;
      if (!namespace || object.kind === 'Event') return objects.create(object);
      return inTurn(namespace, async () => {
        await admit(object, namespace);
        return objects.create(object);
      });
    },
  };
}
