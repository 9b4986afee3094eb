import type { PlatformContext, PodLogLine } from '../context.ts';
import { serviceNotFound } from './delete-service.ts';

export type ServiceLogOptions = {
  readonly environment: string;
  /** Only this pod. */
  readonly pod?: string;
  /** Lines of each pod to begin with. */
  readonly tail: number;
};

export type ServiceLogLine = PodLogLine & { readonly pod: string };

type LogSource = { readonly name: string; readonly uid: string };

/** The last lines of each pod of a service. Throws `service.not-found`. */
export async function readServiceLogs(
  context: PlatformContext,
  name: string,
  options: ServiceLogOptions,
): Promise<readonly ServiceLogLine[]> {
  const { pods } = await podsOf(context, name, options);
  const lines = await Promise.all(
    pods.map(async (pod) =>
      (await context.logs.read(pod.uid, { tail: options.tail })).map((line) => ({
        ...line,
        pod: pod.name,
      })),
    ),
  );
  return lines.flat();
}

/**
 * The same, and then each new line of these pods and of the pods that come later, until the signal aborts.
 * Throws `service.not-found`.
 */
export async function followServiceLogs(
  context: PlatformContext,
  name: string,
  options: ServiceLogOptions,
  onLine: (line: ServiceLogLine) => void,
  signal: AbortSignal,
): Promise<void> {
  const { namespace, labels, pods, resourceVersion } = await podsOf(context, name, options);
  const followed = new Set<string>();
  const running: Promise<void>[] = [];
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const follow = (pod: LogSource, tail: number) => {
    if (followed.has(pod.uid) || (options.pod && pod.name !== options.pod)) return;
    followed.add(pod.uid);
    // One log that cannot be read ends them all: a stream that goes on silently would hide it.
    running.push(
      followPod(context, pod, tail, onLine, either).catch((error: unknown) => failed.abort(error)),
    );
  };
  for (const pod of pods) follow(pod, options.tail);
  const changes = context.objects.watch(
    { kind: 'Pod', namespace, labels },
    resourceVersion,
    either,
  );
  for await (const { object } of changes) {
    const { name: podName, uid } = object.metadata;
    // A pod that appears while we watch is followed from its first line.
    if (uid) follow({ name: podName, uid }, Number.MAX_SAFE_INTEGER);
  }
  await Promise.all(running);
  if (failed.signal.aborted) throw failed.signal.reason;
}

async function followPod(
  context: PlatformContext,
  pod: LogSource,
  tail: number,
  onLine: (line: ServiceLogLine) => void,
  signal: AbortSignal,
): Promise<void> {
  for await (const line of context.logs.follow(pod.uid, { tail }, signal)) {
    onLine({ ...line, pod: pod.name });
  }
}

async function podsOf(context: PlatformContext, name: string, options: ServiceLogOptions) {
  const service = await context.register.find(name);
  if (!service) throw serviceNotFound(name);
  const namespace = `${service.team}-${options.environment}`;
  const labels = { 'app.kubernetes.io/name': name };
  const { items, resourceVersion } = await context.objects.list({ kind: 'Pod', namespace, labels });
  const pods = items
    .flatMap(({ metadata }) => (metadata.uid ? [{ name: metadata.name, uid: metadata.uid }] : []))
    .filter((pod) => !options.pod || pod.name === options.pod);
  return { namespace, labels, pods, resourceVersion };
}
