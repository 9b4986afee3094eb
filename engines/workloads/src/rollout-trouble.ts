import { isControlledBy } from './labels.ts';
import { isActive, isReady } from './pod-state.ts';
import type { ContainerStatus, Pod, ReplicaSet } from './types.ts';

/** Words of a waiting container that mean that it will not start by itself. */
const STUCK = new Set([
  'CrashLoopBackOff',
  'CreateContainerConfigError',
  'CreateContainerError',
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'RunContainerError',
]);

/** So many ends in a row are no accident. */
const ENDS = 2;

/**
 * What keeps a revision from getting ready, from the first of its pods that is in trouble: Kubernetes says so on the
 * pod only, and its Deployment is silently "progressing" until the deadline.
 */
export function rolloutTrouble(set: ReplicaSet, pods: readonly Pod[]): string | undefined {
  for (const pod of pods) {
    if (!isControlledBy(pod, set) || !isActive(pod) || isReady(pod)) continue;
    const { initContainerStatuses = [], containerStatuses = [] } = pod.status ?? {};
    for (const status of [...initContainerStatuses, ...containerStatuses]) {
      const trouble = troubleOf(status);
      if (trouble) return `Pod ${pod.metadata.name}: container ${status.name} ${trouble}`;
    }
  }
  return undefined;
}

/** Nothing in it counts up: it is written into a condition, and would be written anew at each restart. */
function troubleOf(status: ContainerStatus): string | undefined {
  const { waiting } = status.state;
  const end = status.state.terminated ?? status.lastState.terminated;
  const keepsEnding = !status.ready && status.restartCount >= ENDS && end !== undefined;
  if (waiting?.reason === 'CrashLoopBackOff' || keepsEnding) {
    const how = end ? `: it ended with exit code ${end.exitCode} (${end.reason})` : '';
    return `is in CrashLoopBackOff${how}.`;
  }
  if (!waiting || !STUCK.has(waiting.reason)) return undefined;
  const why = waiting.message ? `: ${waiting.message.slice(0, 300)}` : '.';
  return `is in ${waiting.reason}${why}`;
}
