import type { KubeObject } from '@infraforge/kube';
import type { PodView } from './types.ts';

type ContainerStatus = {
  readonly name?: string;
  readonly ready?: boolean;
  readonly restartCount?: number;
  readonly state?: {
    readonly waiting?: { readonly reason?: string; readonly message?: string };
    readonly running?: { readonly startedAt?: string };
    readonly terminated?: {
      readonly reason?: string;
      readonly exitCode?: number;
      readonly message?: string;
    };
  };
  readonly lastState?: {
    readonly terminated?: {
      readonly reason?: string;
      readonly exitCode?: number;
      readonly message?: string;
    };
  };
};

type PodStatus = {
  readonly phase?: string;
  readonly containerStatuses?: readonly ContainerStatus[];
  readonly conditions?: readonly {
    readonly type: string;
    readonly status: string;
    readonly message?: string;
  }[];
};

/** Figures that the kubelet measured. */
export type PodMetrics = { readonly memoryBytes: number; readonly cpuCores: number };

/** `3f2c1a9…` of `forge/payments/orders:3f2c1a9…`; the whole image when it has no tag. */
export function revisionOf(podOrTemplate: KubeObject | undefined): string {
  const image = firstImage(podOrTemplate) ?? '';
  const colon = image.lastIndexOf(':');
  return colon > image.lastIndexOf('/') ? image.slice(colon + 1) : image;
}

function firstImage(object: KubeObject | undefined): string | undefined {
  const spec = object?.spec as PodSpecLike | undefined;
  return (spec?.template?.spec ?? spec)?.containers?.[0]?.image;
}

type PodSpecLike = {
  readonly containers?: readonly { readonly image?: string }[];
  readonly template?: {
    readonly spec?: { readonly containers?: readonly { readonly image?: string }[] };
  };
};

/** One row of the list of pods, with kubectl's words. */
export function podView(pod: KubeObject, metrics: PodMetrics | undefined): PodView {
  const status = (pod.status ?? {}) as PodStatus;
  const containers = status.containerStatuses ?? [];
  const startedAt = containers[0]?.state?.running?.startedAt ?? pod.metadata.creationTimestamp;
  const message = messageOf(status);
  return {
    name: pod.metadata.name,
    uid: pod.metadata.uid ?? '',
    revision: revisionOf(pod),
    status: statusWord(pod, status),
    ready: isReady(pod),
    restarts: containers.reduce((sum, container) => sum + (container.restartCount ?? 0), 0),
    ...(metrics ?? {}),
    ...(startedAt ? { startedAt } : {}),
    ...(message ? { message } : {}),
  };
}

/** True when the pod takes traffic. */
export function isReady(pod: KubeObject): boolean {
  const { conditions } = (pod.status ?? {}) as PodStatus;
  return (
    !pod.metadata.deletionTimestamp &&
    (conditions ?? []).some(({ type, status }) => type === 'Ready' && status === 'True')
  );
}

function statusWord(pod: KubeObject, status: PodStatus): string {
  if (pod.metadata.deletionTimestamp) return 'Terminating';
  for (const { state } of status.containerStatuses ?? []) {
    const reason = state?.waiting?.reason ?? state?.terminated?.reason;
    if (reason) return reason;
  }
  return status.phase ?? 'Pending';
}

/** The most telling sentence: why a container waits, how it ended, else why the pod is not ready. */
function messageOf(status: PodStatus): string | undefined {
  for (const { state, lastState } of status.containerStatuses ?? []) {
    const ended = lastState?.terminated;
    if (state?.waiting?.reason === 'CrashLoopBackOff' && ended) return endText(ended);
    const sentence =
      state?.waiting?.message ??
      state?.terminated?.message ??
      (state?.waiting ? lastState?.terminated?.message : undefined);
    if (sentence) return sentence;
  }
  return status.conditions?.find(({ type, status: value }) => type === 'Ready' && value !== 'True')
    ?.message;
}

/** That it waits says nothing new: why it ended is what people look for. */
function endText({ exitCode, message }: { exitCode?: number; message?: string }): string {
  const code = `The last run ended with exit code ${exitCode ?? 'unknown'}`;
  return message ? `${code}: ${message}` : `${code} and said nothing.`;
}
