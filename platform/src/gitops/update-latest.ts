import { hasCode } from '@infraforge/kernel';
import type { KubeObject, ObjectKey } from '@infraforge/kube';

/** Attempts at a write that others keep changing under us. */
const ATTEMPTS = 5;

type Store = {
  read(key: ObjectKey): Promise<KubeObject | undefined>;
  update(object: KubeObject): Promise<KubeObject>;
};

/**
 * Changes an object as it stands now, again when somebody else wrote in between; nothing happens when it is not there
 * or the change gives undefined. Throws `cluster.conflict` when it never gets a turn.
 */
export async function updateLatest(
  store: Store,
  key: ObjectKey,
  change: (object: KubeObject) => KubeObject | undefined,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const now = await store.read(key);
    const next = now && change(now);
    if (!next) return;
    try {
      await store.update(next);
      return;
    } catch (error) {
      if (hasCode(error, 'cluster.not-found')) return;
      if (!hasCode(error, 'cluster.conflict') || attempt >= ATTEMPTS) throw error;
    }
  }
}
