import { createHmac } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '@infraforge/kernel';
import type { Delivery, Hook } from '@infraforge/scm';
import type { ForgeContext } from '../context.ts';

/** Seconds after the event at which each attempt is due: at once, then slower and slower, for about a day. */
const SCHEDULE_SECONDS = [0, 2, 10, 60, 300, 1_800, 7_200, 28_800, 86_400];
const MOST_ATTEMPTS = SCHEDULE_SECONDS.length;
const BATCH = 100;
const TIMEOUT_MILLISECONDS = 10_000;

/** A loop that sends what waits, and sleeps until it is woken or the next attempt is due. */
export type Deliverer = {
  wake(): void;
  /** Runs until the signal aborts. */
  run(context: ForgeContext, signal: AbortSignal): Promise<void>;
};

/** The deliverer of one forge. Waking it while it works makes it look again. */
export function createDeliverer(): Deliverer {
  let woken = false;
  let rouse = () => {};
  return {
    wake() {
      woken = true;
      rouse();
    },
    async run(context, signal) {
      while (!signal.aborted) {
        woken = false;
        const wait = await deliverDue(context, signal).catch((error) => {
          context.logger.error(`Webhooks are not delivered: ${messageOf(error)}`);
          return 5_000;
        });
        if (woken || signal.aborted) continue;
        const nap = new AbortController();
        rouse = () => nap.abort();
        const until = AbortSignal.any([signal, nap.signal]);
        await delay(wait, undefined, { signal: until }).catch(() => {});
      }
    },
  };
}

/**
 * One round: what is due is sent, hooks side by side, deliveries of one hook in the order of the events. Gives the
 * milliseconds until something is due again.
 */
async function deliverDue(context: ForgeContext, signal: AbortSignal): Promise<number> {
  const pending = await context.store.pendingDeliveries(MOST_ATTEMPTS, BATCH);
  const now = context.clock.now().getTime();
  const due = pending.filter((delivery) => dueAt(delivery) <= now);
  const hooks = [...new Set(due.map((delivery) => delivery.hookId))];
  await Promise.all(
    hooks.map(async (id) => {
      for (const delivery of due.filter(({ hookId }) => hookId === id)) {
        if (!signal.aborted) await attempt(context, delivery, signal);
      }
    }),
  );
  if (due.length > 0) return 0;
  const waits = pending.map((delivery) => dueAt(delivery) - now);
  return Math.min(60_000, Math.max(10, ...(waits.length > 0 ? [Math.min(...waits)] : [60_000])));
}

function dueAt({ createdAt, attempts }: Delivery): number {
  return createdAt.getTime() + (SCHEDULE_SECONDS[attempts] ?? 0) * 1000;
}

async function attempt(context: ForgeContext, delivery: Delivery, signal: AbortSignal) {
  const hook = await hookOf(context, delivery);
  // The hook was removed: nobody waits for this any more, and 410 says so where deliveries are listed.
  const status = hook ? await post(context, hook, delivery, signal) : 410;
  if (signal.aborted) return;
  const arrived = status !== undefined && (status < 300 || status === 410);
  await context.store.recordAttempt(delivery.id, {
    status,
    deliveredAt: arrived ? context.clock.now() : undefined,
  });
}

/** Found by what the payload says about its place: the store lists hooks by place. */
async function hookOf({ store }: ForgeContext, { hookId, payload }: Delivery) {
  const { repository, organization } = payload as {
    repository?: { id: number; owner: { login: string } };
    organization?: { login: string };
  };
  const login = repository?.owner.login ?? organization?.login;
  if (login === undefined) return undefined;
  const places = await Promise.all([
    store.hooks(login, undefined),
    repository ? store.hooks(login, repository.id) : [],
  ]);
  return places.flat().find((hook) => hook.id === hookId);
}

async function post(
  { logger }: ForgeContext,
  hook: Hook,
  delivery: Delivery,
  signal: AbortSignal,
): Promise<number | undefined> {
  const json = JSON.stringify(delivery.payload);
  const form = hook.contentType === 'form';
  const body = form ? new URLSearchParams({ payload: json }).toString() : json;
  try {
    const response = await fetch(hook.url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MILLISECONDS)]),
      headers: {
        'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json',
        'user-agent': 'GitHub-Hookshot/infraforge',
        'x-github-event': delivery.event,
        'x-github-delivery': delivery.id,
        'x-github-hook-id': String(hook.id),
        ...signatures(hook.secret, body),
      },
      body,
    });
    await response.body?.cancel();
    return response.status;
  } catch (error) {
    logger.warn(`The webhook ${hook.url} was not reached: ${messageOf(error)}`, {
      delivery: delivery.id,
    });
    return undefined;
  }
}

/** GitHub signs the bytes of the body: SHA-256, and SHA-1 for old receivers. */
function signatures(secret: string | undefined, body: string): Readonly<Record<string, string>> {
  if (secret === undefined) return {};
  const sign = (algorithm: string) => createHmac(algorithm, secret).update(body).digest('hex');
  return {
    'x-hub-signature': `sha1=${sign('sha1')}`,
    'x-hub-signature-256': `sha256=${sign('sha256')}`,
  };
}
