import type { EventNote } from './events.ts';
import { revisionOf } from './revision.ts';
import { type Scales, scaleOf } from './rolling-update.ts';
import type { Deployment, ReplicaSet } from './types.ts';

/** What a step of a rollout tells: each ReplicaSet that it scales, in Kubernetes' words, and a rollback. */
export function rolloutEvents(
  deployment: Deployment,
  sets: readonly ReplicaSet[],
  scales: Scales,
  rolledBackTo: ReplicaSet | undefined | false,
): readonly EventNote[] {
  const scaled = sets.flatMap((set): EventNote[] => {
    const { name } = set.metadata;
    const from = scaleOf(set);
    const to = scales.get(name) ?? from;
    if (to === from) return [];
    const message = `Scaled ${to > from ? 'up' : 'down'} replica set ${name} from ${from} to ${to}`;
    return [{ about: deployment, type: 'Normal', reason: 'ScalingReplicaSet', message }];
  });
  if (!rolledBackTo) return scaled;
  const message = `No pod of the new revision got ready in time: rolled back to revision ${revisionOf(rolledBackTo)} (replica set ${rolledBackTo.metadata.name})`;
  return [...scaled, { about: deployment, type: 'Warning', reason: 'DeploymentRollback', message }];
}
