import type { KubeObject } from '@infraforge/kube';
import type { RegisteredService } from '@infraforge/services';
import type { PlatformContext } from '../context.ts';
import {
  CONTROL_NAMESPACE,
  describeService,
  ENVIRONMENTS,
  type ServiceDescription,
} from './describe-service.ts';

/** Changes that come together are sent together. */
const QUIET_MILLISECONDS = 100;
/** Memory and CPU of pods are no objects: they are read again this often. */
const REFRESH_MILLISECONDS = 5_000;

/**
 * Calls `onChange` with the service as it is now and again after each change, until the signal aborts; with undefined
 * once when the service is gone, and then ends.
 */
export async function watchService(
  context: PlatformContext,
  name: string,
  onChange: (service: ServiceDescription | undefined) => void,
  signal: AbortSignal,
): Promise<void> {
  const registered = await context.register.find(name);
  if (!registered) return onChange(undefined);
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const { resourceVersion } = await context.objects.list({
    kind: 'Application',
    name: `${name}-dev`,
  });
  let last = '';
  let scheduled: NodeJS.Timeout | undefined;
  let sending: Promise<void> = Promise.resolve();
  let failure: unknown;
  const send = async () => {
    scheduled = undefined;
    if (either.aborted) return;
    const description = await describeService(context, name);
    const text = JSON.stringify(description);
    if (either.aborted || text === last) return;
    last = text;
    onChange(description);
    if (!description) stop.abort();
  };
  const schedule = () => {
    scheduled ??= setTimeout(() => {
      // One at a time, so that an older state never overtakes a newer one.
      sending = sending.then(send).catch((error: unknown) => {
        failure ??= error;
        stop.abort();
      });
    }, QUIET_MILLISECONDS);
  };
  const refresh = setInterval(schedule, REFRESH_MILLISECONDS);
  try {
    await send();
    for await (const { object } of context.objects.watch({}, resourceVersion, either)) {
      if (concerns(registered, object)) schedule();
    }
    if (failure !== undefined && !signal.aborted) throw failure;
  } finally {
    clearInterval(refresh);
    clearTimeout(scheduled);
  }
}

function concerns(service: RegisteredService, { kind, metadata }: KubeObject): boolean {
  const environment = ENVIRONMENTS.find((candidate) =>
    metadata.namespace === CONTROL_NAMESPACE
      ? kind === 'Application' && metadata.name === `${service.name}-${candidate}`
      : metadata.namespace === `${service.team}-${candidate}`,
  );
  if (!environment) return false;
  if (metadata.namespace === CONTROL_NAMESPACE) return true;
  return (
    metadata.labels?.['app.kubernetes.io/name'] === service.name || metadata.name === service.name
  );
}
