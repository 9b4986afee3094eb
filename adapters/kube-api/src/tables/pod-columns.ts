import type { KubeObject } from '@infraforge/kube';
import {
  age,
  ageColumn,
  at,
  type Column,
  column,
  listAt,
  NONE,
  nameColumn,
  numberAt,
  textAt,
  wide,
} from './cell.ts';

/** The columns of pods, as k8s.io/kubernetes `printers/internalversion` prints them. */
export const podColumns: readonly Column[] = [
  nameColumn,
  column('Ready', (pod) => {
    const ready = statuses(pod).filter((each) => at(each, 'ready') === true).length;
    return `${ready}/${listAt(pod, 'spec.containers').length}`;
  }),
  column('Status', statusText),
  column('Restarts', restarts),
  ageColumn,
  wide('IP', (pod) => textAt(pod, 'status.podIP')),
  wide('Node', (pod) => textAt(pod, 'spec.nodeName')),
  wide('Nominated Node', (pod) => textAt(pod, 'status.nominatedNodeName')),
  wide('Readiness Gates', () => NONE),
];

function statuses(pod: KubeObject): readonly unknown[] {
  return listAt(pod, 'status.containerStatuses');
}

/** The one word that says how a pod is: its phase, or what keeps it from running. */
function statusText(pod: KubeObject): string {
  const phase = textAt(pod, 'status.phase', 'Unknown');
  if (pod.metadata.deletionTimestamp !== undefined) {
    return textAt(pod, 'status.reason', '') === 'NodeLost' ? 'Unknown' : 'Terminating';
  }
  return initText(pod) ?? containerText(pod) ?? textAt(pod, 'status.reason', phase);
}

function initText(pod: KubeObject): string | undefined {
  const specs = listAt(pod, 'spec.initContainers');
  for (const [index, status] of listAt(pod, 'status.initContainerStatuses').entries()) {
    const spec = specs.find((each) => at(each, 'name') === at(status, 'name'));
    const isSidecar = at(spec, 'restartPolicy') === 'Always';
    if (isSidecar && at(status, 'started') === true) continue;
    const terminated = at(status, 'state.terminated');
    if (terminated && at(terminated, 'exitCode') === 0) continue;
    if (terminated)
      return `Init:${textAt(terminated, 'reason', `ExitCode:${at(terminated, 'exitCode')}`)}`;
    const waiting = textAt(status, 'state.waiting.reason', '');
    if (waiting && waiting !== 'PodInitializing') return `Init:${waiting}`;
    return `Init:${index}/${specs.length}`;
  }
  return undefined;
}

function containerText(pod: KubeObject): string | undefined {
  let found: string | undefined;
  let isRunning = false;
  for (const status of [...statuses(pod)].reverse()) {
    const waiting = textAt(status, 'state.waiting.reason', '');
    const terminated = at(status, 'state.terminated');
    if (waiting) found = waiting;
    else if (terminated) {
      found = textAt(terminated, 'reason', `ExitCode:${at(terminated, 'exitCode')}`);
    } else if (at(status, 'ready') === true) isRunning = true;
  }
  return found === 'Completed' && isRunning ? 'Running' : found;
}

function restarts(pod: KubeObject, now: Date): string {
  const all = [...statuses(pod), ...listAt(pod, 'status.initContainerStatuses')];
  const count = all.reduce<number>((sum, each) => sum + numberAt(each, 'restartCount'), 0);
  const ends = all.map((each) => textAt(each, 'lastState.terminated.finishedAt', '')).sort();
  const last = ends.at(-1);
  return count > 0 && last ? `${count} (${age(last, now)} ago)` : String(count);
}
