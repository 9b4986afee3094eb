import type { KubeObject } from '@infraforge/kube';
import { listAt, member, numberAt, textAt } from '../fields.ts';
import type { Health } from '../types.ts';

const rollout = 'Waiting for rollout to finish:';

/** Rules and wording of Argo CD (`gitops-engine/pkg/health`), as are those of the other functions in this file. */
export function deploymentHealth(object: KubeObject): Health {
  if (member(object, 'spec', 'paused') === true) {
    return { status: 'Suspended', message: 'Deployment is paused' };
  }
  if (isBehind(object)) return behind('deployment');
  const wanted = numberAt(object, 'spec', 'replicas');
  const updated = status(object, 'updatedReplicas');
  const total = status(object, 'replicas');
  const available = status(object, 'availableReplicas');
  if (textAt(condition(object, 'Progressing'), 'reason') === 'ProgressDeadlineExceeded') {
    const message = `Deployment "${object.metadata.name}" exceeded its progress deadline`;
    return { status: 'Degraded', message };
  }
  if (wanted !== undefined && updated < wanted) {
    return progressing(`${rollout} ${updated} out of ${wanted} new replicas have been updated...`);
  }
  if (total > updated) {
    return progressing(`${rollout} ${total - updated} old replicas are pending termination...`);
  }
  if (available < updated) {
    return progressing(`${rollout} ${available} of ${updated} updated replicas are available...`);
  }
  return { status: 'Healthy' };
}

export function replicaSetHealth(object: KubeObject): Health {
  if (isBehind(object)) return behind('replica set');
  const failure = condition(object, 'ReplicaFailure');
  if (textAt(failure, 'status') === 'True') {
    return { status: 'Degraded', message: textAt(failure, 'message') };
  }
  const wanted = numberAt(object, 'spec', 'replicas');
  const available = status(object, 'availableReplicas');
  if (wanted !== undefined && available < wanted) {
    return progressing(`${rollout} ${available} out of ${wanted} new replicas are available...`);
  }
  return { status: 'Healthy' };
}

export function daemonSetHealth(object: KubeObject): Health {
  if (isBehind(object)) return behind('daemon set');
  const updated = status(object, 'updatedNumberScheduled');
  const wanted = status(object, 'desiredNumberScheduled');
  const available = status(object, 'numberAvailable');
  if (textAt(object, 'spec', 'updateStrategy', 'type') === 'OnDelete') {
    const message = `daemon set ${updated} out of ${wanted} new pods have been updated`;
    return { status: 'Healthy', message };
  }
  const waiting = `Waiting for daemon set "${object.metadata.name}" rollout to finish:`;
  if (updated < wanted) {
    return progressing(`${waiting} ${updated} out of ${wanted} new pods have been updated...`);
  }
  if (available < wanted) {
    return progressing(`${waiting} ${available} of ${wanted} updated pods are available...`);
  }
  return { status: 'Healthy' };
}

export function statefulSetHealth(object: KubeObject): Health {
  if (status(object, 'observedGeneration') === 0 || isBehind(object)) {
    return progressing('Waiting for statefulset spec update to be observed...');
  }
  const wanted = numberAt(object, 'spec', 'replicas');
  const ready = status(object, 'readyReplicas');
  if (wanted !== undefined && ready < wanted) {
    return progressing(`Waiting for ${wanted - ready} pods to be ready...`);
  }
  return statefulSetRollout(object, wanted);
}

function statefulSetRollout(object: KubeObject, wanted: number | undefined): Health {
  const updated = status(object, 'updatedReplicas');
  const strategy = member(object, 'spec', 'updateStrategy');
  const type = textAt(strategy, 'type');
  if (type === 'RollingUpdate' && member(strategy, 'rollingUpdate') !== undefined) {
    const partition = numberAt(strategy, 'rollingUpdate', 'partition');
    if (wanted !== undefined && partition !== undefined && updated < wanted - partition) {
      return progressing(
        `Waiting for partitioned roll out to finish: ${updated} out of ${wanted - partition} new pods have been updated...`,
      );
    }
    const message = `partitioned roll out complete: ${updated} new pods have been updated...`;
    return { status: 'Healthy', message };
  }
  if (type === 'OnDelete') {
    const message = `statefulset has ${status(object, 'readyReplicas')} ready pods`;
    return { status: 'Healthy', message };
  }
  const next = textAt(object, 'status', 'updateRevision');
  const current = textAt(object, 'status', 'currentRevision');
  if (next !== current) {
    return progressing(
      `waiting for statefulset rolling update to complete ${updated} pods at revision ${next}...`,
    );
  }
  const pods = status(object, 'currentReplicas');
  const message = `statefulset rolling update complete ${pods} pods at revision ${current}...`;
  return { status: 'Healthy', message };
}

/** A Job ignores the status of its conditions: `Failed=False` is a failure, a resumed Job is Healthy. */
export function jobHealth(object: KubeObject): Health {
  let outcome: Health = { status: 'Progressing' };
  let failed: Health | undefined;
  let suspended = false;
  for (const entry of listAt(object, 'status', 'conditions')) {
    const type = textAt(entry, 'type');
    const message = textAt(entry, 'message');
    if (type === 'Failed') failed = { status: 'Degraded', message };
    if (type === 'Complete' || type === 'Suspended') outcome = { status: 'Healthy', message };
    if (type === 'Suspended' && textAt(entry, 'status') === 'True') suspended = true;
  }
  if (failed) return failed;
  return suspended ? { ...outcome, status: 'Suspended' } : outcome;
}

function condition(object: KubeObject, type: string): unknown {
  return listAt(object, 'status', 'conditions').find((entry) => textAt(entry, 'type') === type);
}

function status(object: KubeObject, field: string): number {
  return numberAt(object, 'status', field) ?? 0;
}

function isBehind(object: KubeObject): boolean {
  return (object.metadata.generation ?? 0) > status(object, 'observedGeneration');
}

function behind(kind: string): Health {
  return progressing(`${rollout} observed ${kind} generation less than desired generation`);
}

function progressing(message: string): Health {
  return { status: 'Progressing', message };
}
