import { canonicalJson, hasCode, type Logger, messageOf } from '@infraforge/kernel';
import type { CrashPoint } from '@infraforge/local-cluster';
import type { ObjectStore, Pod, PodStatus } from '@infraforge/workloads';
import { pause } from './pause.ts';

export type StatusWriter = {
  /** Wants the pod to have this status in the store. */
  set(pod: Pod, status: PodStatus): void;
  /** The store has this now. */
  observed(pod: Pod): void;
  forget(uid: string): void;
  /** Writes what is wanted until the signal aborts. */
  run(signal: AbortSignal): Promise<void>;
};

const RETRY_MS = 1000;

/**
 * Brings the statuses of pods to the store: the newest of each, only when it differs, again when the store was away.
 */
export function createStatusWriter(
  objects: Pick<ObjectStore, 'updateStatus'>,
  logger: Logger,
  crashPoint: CrashPoint,
): StatusWriter {
  const wanted = new Map<string, { readonly pod: Pod; readonly status: PodStatus }>();
  const stored = new Map<string, string>();
  let wake: (() => void) | undefined;

  async function write(uid: string, pod: Pod, status: PodStatus): Promise<void> {
    const { name, namespace = '' } = pod.metadata;
    crashPoint('kubelet.before-status');
    try {
      await objects.updateStatus({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name, namespace, uid },
        status,
      });
    } catch (error) {
      // Another pod of this name, or none: nobody waits for this status any more.
      if (!hasCode(error, 'cluster.not-found') && !hasCode(error, 'cluster.conflict')) throw error;
    }
    stored.set(uid, canonicalJson(status));
  }

  return {
    set(pod, status) {
      wanted.set(pod.metadata.uid ?? '', { pod, status });
      wake?.();
    },
    observed(pod) {
      stored.set(pod.metadata.uid ?? '', canonicalJson(pod.status));
    },
    forget(uid) {
      wanted.delete(uid);
      stored.delete(uid);
    },
    async run(signal) {
      while (!signal.aborted) {
        const [entry] = wanted;
        if (!entry) {
          await new Promise<void>((resolve) => {
            wake = resolve;
            signal.addEventListener('abort', () => resolve(), { once: true });
          });
          continue;
        }
        const [uid, { pod, status }] = entry;
        wanted.delete(uid);
        if (stored.get(uid) === canonicalJson(status)) continue;
        try {
          await write(uid, pod, status);
        } catch (error) {
          if (!wanted.has(uid)) wanted.set(uid, { pod, status });
          logger.warn(`Pod statuses wait for the store: ${messageOf(error)}`);
          await pause(RETRY_MS, signal);
        }
      }
    },
  };
}
