import { messageOf } from '@infraforge/kernel';
import { keyOf } from '@infraforge/kube';
import {
  findPodProcesses,
  type MountNamespaces,
  type ProcessRef,
  type StartedProcesses,
  sendSignal,
} from '@infraforge/local-cluster';
import { LOCAL_NODE, type ObjectStore, type Pod } from '@infraforge/workloads';
import { pause } from './pause.ts';
import type { PodHost } from './pod-host.ts';
import { type PodWorker, startPod } from './pod-worker.ts';

export type PodSet = {
  /** A pod came, changed or went. */
  observe(before: Pod | undefined, after: Pod | undefined): void;
  /** Kills processes of pods that are not there any more. Call it when the pods are all known. */
  sweep(): void;
  namespaces(): readonly string[];
  /** Uids and the names of containers. */
  containers(): ReadonlyMap<string, readonly string[]>;
  /** The processes of the containers, and the pods that they are of. */
  processes(): StartedProcesses;
  /** The mount namespaces of the pods' own, and whose they are. */
  mountNamespaces(): MountNamespaces;
  close(keepPods: boolean): Promise<void>;
};

type Entry = {
  readonly namespace: string;
  readonly containers: readonly string[];
  readonly worker: Promise<PodWorker>;
  /** Known once it has started. */
  current: PodWorker | undefined;
  stopped: Promise<void> | undefined;
};

const RETRY_MS = 1000;

/** The pods of this node: one worker each, from the time that it is assigned until its processes are gone. */
export function createPodSet(
  host: PodHost,
  objects: Pick<ObjectStore, 'delete'>,
  events: { readonly onGone: (uid: string) => void },
): PodSet {
  const entries = new Map<string, Entry>();
  const closing = new AbortController();

  function begin(pod: Pod): void {
    const uid = pod.metadata.uid ?? '';
    const worker = startPod(host, pod);
    const entry: Entry = {
      namespace: pod.metadata.namespace ?? '',
      containers: pod.spec.containers.map(({ name }) => name),
      worker,
      current: undefined,
      stopped: undefined,
    };
    entries.set(uid, entry);
    worker.then(
      (started) => {
        entry.current = started;
      },
      (error: unknown) => {
        entries.delete(uid);
        host.logger.error(`Pod ${pod.metadata.name} cannot be run: ${messageOf(error)}`);
      },
    );
  }

  /** Ends the pod, then takes it out of the store: in this order, so that a crash between the two ends it again. */
  function end(pod: Pod, graceSeconds: number): void {
    const uid = pod.metadata.uid ?? '';
    const entry = entries.get(uid);
    if (!entry || entry.stopped) return;
    entry.stopped = (async () => {
      const worker = await entry.worker;
      await worker.stop(graceSeconds);
      host.crashPoint('kubelet.after-stop-before-removal');
      await removeFromStore(pod, uid);
      entries.delete(uid);
      events.onGone(uid);
    })().catch((error: unknown) => {
      entry.stopped = undefined;
      host.logger.error(`Pod ${pod.metadata.name} cannot be ended: ${messageOf(error)}`);
    });
  }

  async function removeFromStore(pod: Pod, uid: string): Promise<void> {
    while (!closing.signal.aborted) {
      try {
        await objects.delete(keyOf(pod), { gracePeriodSeconds: 0, uid });
        return;
      } catch (error) {
        host.logger.warn(`Pod ${pod.metadata.name} waits for the store: ${messageOf(error)}`);
        await pause(RETRY_MS, closing.signal);
      }
    }
  }

  async function killStrays(): Promise<void> {
    for (const { pid, podUid } of await findPodProcesses(host.data.root)) {
      const entry = entries.get(podUid);
      if (!entry) sendSignal(pid, 'SIGKILL');
    }
  }

  return {
    observe(before, after) {
      const pod = after ?? before;
      if (!pod || pod.spec.nodeName !== LOCAL_NODE || closing.signal.aborted) return;
      const uid = pod.metadata.uid ?? '';
      if (before && after && before.metadata.uid !== uid) end(before, 0);
      if (!after) {
        end(pod, 0);
        return;
      }
      if (!entries.has(uid)) begin(after);
      entries.get(uid)?.current?.update(after);
      if (after.metadata.deletionTimestamp) {
        end(after, after.metadata.deletionGracePeriodSeconds ?? 0);
      }
    },
    sweep() {
      killStrays().catch((error: unknown) =>
        host.logger.warn(`Strayed processes are not swept: ${messageOf(error)}`),
      );
    },
    namespaces: () => [...new Set([...entries.values()].map(({ namespace }) => namespace))].sort(),
    containers: () => new Map([...entries].map(([uid, { containers }]) => [uid, containers])),
    processes: () =>
      new Map(
        [...entries].flatMap(([uid, { current }]) =>
          (current?.processes() ?? []).map((ref): [ProcessRef, string] => [ref, uid]),
        ),
      ),
    mountNamespaces: () =>
      new Map(
        [...entries.values()].flatMap(({ current }) => [...(current?.mountNamespaces() ?? [])]),
      ),
    async close(keepPods) {
      closing.abort();
      await Promise.all(
        [...entries.values()].map(async (entry) => {
          const worker = await entry.worker;
          if (keepPods) await worker.detach();
          else await (entry.stopped ?? worker.end(STOP_SECONDS));
        }),
      );
    },
  };
}

/** How long pods may take to end when the platform ends. */
const STOP_SECONDS = 5;
