import { conditionOf } from './conditions.ts';
import { revisionOf } from './revision.ts';
import type { Deployment, DeploymentStatus, ReplicaSet } from './types.ts';

/** On a Deployment: the hash of the template that never got ready and was rolled back. Its removal tries it again. */
export const ROLLED_BACK_ANNOTATION = 'infraforge.io/rolled-back';

/** On a Deployment, `false`: a revision that never gets ready is left as it is, as Kubernetes does. */
export const ROLLBACK_ANNOTATION = 'infraforge.io/automatic-rollback';

/** On a ReplicaSet: all its pods were available at once, so that one can come back to it. */
export const PROVEN_ANNOTATION = 'infraforge.io/proven';

/** The newest of the older revisions that has worked, to which one can return. */
export function provenRevision(old: readonly ReplicaSet[]): ReplicaSet | undefined {
  return old
    .filter((set) => set.metadata.annotations?.[PROVEN_ANNOTATION] === 'true')
    .sort((left, right) => revisionOf(right) - revisionOf(left))[0];
}

/**
 * True when a rollout has to be taken back: its deadline has passed, none of its pods ever got available, and there is
 * a revision that worked. The manifest stays as it is: only what runs goes back, until the template changes.
 */
export function mustRollBack(
  deployment: Deployment,
  next: ReplicaSet | undefined,
  target: ReplicaSet | undefined,
  status: DeploymentStatus,
): boolean {
  const isAllowed =
    deployment.metadata.annotations?.[ROLLBACK_ANNOTATION] !== 'false' && !deployment.spec.paused;
  const progress = conditionOf(status.conditions, 'Progressing');
  return (
    isAllowed &&
    target !== undefined &&
    next !== undefined &&
    progress?.reason === 'ProgressDeadlineExceeded' &&
    next.metadata.annotations?.[PROVEN_ANNOTATION] !== 'true' &&
    (next.status?.availableReplicas ?? 0) === 0
  );
}
