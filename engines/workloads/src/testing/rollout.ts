import { reconcileDeployment } from '../deployment.ts';
import type { Action, Deployment, Pod, ReplicaSet, ReplicaSetStatus } from '../types.ts';
import { NOW } from './objects.ts';

export const nothing = { replicaSets: [], pods: [], autoscalers: [], now: NOW };

/** Carries the actions out on the given objects, as the store would. */
export function apply(
  actions: readonly Action[],
  state: { deployment: Deployment; sets: readonly ReplicaSet[] },
): { deployment: Deployment; sets: readonly ReplicaSet[] } {
  let { deployment: present, sets } = state;
  for (const action of actions) {
    if (action.kind === 'delete') {
      sets = sets.filter((set) => set.metadata.name !== action.key.name);
      continue;
    }
    const object = action.object as Deployment & ReplicaSet;
    if (object.kind === 'Deployment') {
      present =
        action.kind === 'updateStatus'
          ? ({ ...present, status: object.status } as Deployment)
          : ({ ...object, status: present.status } as Deployment);
    } else if (action.kind === 'create') {
      const metadata = { ...object.metadata, uid: `u-${object.metadata.name}` };
      sets = [...sets, { ...object, metadata }];
    } else {
      sets = sets.map((set) => (set.metadata.name === object.metadata.name ? object : set));
    }
  }
  return { deployment: present, sets };
}

/** The state after one step of the controller. */
export function reconcile(
  state: { deployment: Deployment; sets: readonly ReplicaSet[] },
  now = NOW,
  pods: readonly Pod[] = [],
) {
  const around = { ...nothing, replicaSets: state.sets, pods, now };
  return apply(reconcileDeployment(state.deployment, around).actions, state);
}

/** All pods that are asked for are there and available. */
export function settle(set: ReplicaSet): ReplicaSet {
  return withStatus(set, set.spec.replicas ?? 0);
}

/** The ReplicaSet with so many of its pods available. */
export function withStatus(set: ReplicaSet, available: number): ReplicaSet {
  const replicas = set.spec.replicas ?? 0;
  const status: ReplicaSetStatus = {
    replicas,
    readyReplicas: available,
    availableReplicas: available,
  };
  return { ...set, status };
}
