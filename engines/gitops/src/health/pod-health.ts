import type { KubeObject } from '@infraforge/kube';
import { annotation, annotationOf } from '../annotations.ts';
import { listAt, member, numberAt, textAt } from '../fields.ts';
import { isHook } from '../sync/hooks.ts';
import type { Health } from '../types.ts';

/** Health of a Pod (`gitops-engine/pkg/health/health_pod.go`). Init containers in back-off do not count. */
export function podHealth(object: KubeObject): Health {
  const always = restartsAlways(object);
  const waiting = always ? failedToStart(object) : [];
  if (waiting.length > 0) return { status: 'Degraded', message: waiting.join(', ') };
  const message = textAt(object, 'status', 'message');
  switch (textAt(object, 'status', 'phase')) {
    case 'Pending':
      return { status: 'Progressing', message };
    case 'Succeeded':
      return { status: 'Healthy', message };
    case 'Failed':
      return { status: 'Degraded', message: message || failureOf(object) };
    case 'Running':
      return always ? runningHealth(object, message) : finiteHealth(object);
    default:
      return { status: 'Unknown', message };
  }
}

/** A Pod that ends is usually a hook, so while it runs it is on its way and not Healthy. */
function finiteHealth(object: KubeObject): Health {
  const policy = textAt(object, 'spec', 'restartPolicy');
  if (policy === 'OnFailure' || policy === 'Never') return { status: 'Progressing' };
  return { status: 'Unknown', message: textAt(object, 'status', 'message') };
}

function runningHealth(object: KubeObject, message: string): Health {
  const ready = listAt(object, 'status', 'conditions').some(
    (entry) => textAt(entry, 'type') === 'Ready' && textAt(entry, 'status') === 'True',
  );
  if (ready) return { status: 'Healthy', message };
  const restarted = listAt(object, 'status', 'containerStatuses').some(
    (container) => member(container, 'lastState', 'terminated') !== undefined,
  );
  return { status: restarted ? 'Degraded' : 'Progressing', message };
}

function restartsAlways(object: KubeObject): boolean {
  if (textAt(object, 'spec', 'restartPolicy') === 'Always') return true;
  return annotationOf(object, annotation.ignoreRestartPolicy) === 'true' && !isHook(object);
}

/** Messages of the containers that cannot be started. */
function failedToStart(object: KubeObject): readonly string[] {
  return listAt(object, 'status', 'containerStatuses').flatMap((container) => {
    const reason = textAt(container, 'state', 'waiting', 'reason');
    const failed =
      reason.startsWith('Err') || reason.endsWith('Error') || reason.endsWith('BackOff');
    return failed ? [textAt(container, 'state', 'waiting', 'message')] : [];
  });
}

function failureOf(object: KubeObject): string {
  const containers = [
    ...listAt(object, 'status', 'initContainerStatuses'),
    ...listAt(object, 'status', 'containerStatuses'),
  ];
  for (const container of containers) {
    const ended = member(container, 'state', 'terminated');
    const message = textAt(ended, 'message');
    if (message) return message;
    if (textAt(ended, 'reason') === 'OOMKilled') return 'OOMKilled';
    const code = numberAt(ended, 'exitCode') ?? 0;
    if (code !== 0) {
      return `container "${textAt(container, 'name')}" failed with exit code ${code}`;
    }
  }
  return '';
}
