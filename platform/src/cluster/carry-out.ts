import { BugError, hasCode } from '@infraforge/kernel';
import type { Action, ObjectStore } from '@infraforge/workloads';

/**
 * Carries out one action and gives the version of the store that shows it, if the store tells. What somebody else did
 * already, or changed meanwhile, is no error: the next look decides again.
 */
export async function carryOut(objects: ObjectStore, action: Action): Promise<number | undefined> {
  try {
    return await write(objects, action);
  } catch (error) {
    const isRace =
      hasCode(error, 'cluster.conflict') ||
      hasCode(error, 'cluster.not-found') ||
      hasCode(error, 'cluster.exists');
    if (!isRace) throw error;
    const { resourceVersion } = await objects.list({ kind: 'none' });
    return Number(resourceVersion);
  }
}

async function write(objects: ObjectStore, action: Action): Promise<number | undefined> {
  switch (action.kind) {
    case 'create':
      return Number((await objects.create(action.object)).metadata.resourceVersion);
    case 'update':
      return Number((await objects.update(action.object)).metadata.resourceVersion);
    case 'updateStatus':
      return Number((await objects.updateStatus(action.object)).metadata.resourceVersion);
    case 'delete': {
      const { key, uid, propagationPolicy } = action;
      await objects.delete(key, {
        ...(uid !== undefined && { uid }),
        ...(propagationPolicy && { propagationPolicy }),
      });
      const { resourceVersion } = await objects.list({ kind: 'none' });
      return Number(resourceVersion);
    }
    default:
      throw new BugError(`unknown action ${JSON.stringify(action satisfies never)}`);
  }
}
