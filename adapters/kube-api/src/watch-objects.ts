import { once } from 'node:events';
import type { KubeObject } from '@infraforge/kube';
import type { ObjectChange } from '@infraforge/workloads';
import type { Exchange } from './exchange.ts';
import { type VisibleObjects, visibleObjects } from './read-objects.ts';
import { Refusal, statusOf } from './refusal.ts';
import { oneOf } from './representation.ts';
import { apiVersionOf } from './resources.ts';

/** The longest that one watch lasts: clients begin another one. */
const LONGEST_SECONDS = 3600;
const BOOKMARK_MS = 60_000;
/** Says to a client that asked for a list by watch that it has all of it. */
const LIST_END = 'k8s.io/initial-events-end';

/**
 * `GET ?watch=true`: changes as lines of JSON, from `resourceVersion` on or, without one, after what there is now. A version that
 * has been forgotten gets the event ERROR with 410, upon which clients list again.
 */
export async function watchObjects(exchange: Exchange): Promise<void> {
  const { api, query, response, signal } = exchange;
  const visible = visibleObjects(exchange);
  const asked = query.get('resourceVersion') ?? '';
  if (!/^\d*$/.test(asked)) throw new Refusal('BadRequest', `invalid resourceVersion "${asked}"`);
  const ending = AbortSignal.any([signal, AbortSignal.timeout(secondsOf(query) * 1000)]);
  response.writeHead(200, {
    'content-type': 'application/json',
    'cache-control': 'no-cache, no-transform, private',
  });
  response.flushHeaders();

  const wantsList = query.get('sendInitialEvents') === 'true';
  const isFromNow = asked === '' || asked === '0' || wantsList;
  const now = await api.objects.list(visible.filter);
  let seen = isFromNow ? now.resourceVersion : asked;
  const members = createMembers(visible, isFromNow ? undefined : now.items, asked);
  const bookmarks = query.get('allowWatchBookmarks') === 'true';
  const bookmark = (annotations?: object) =>
    send(exchange, 'BOOKMARK', bookmarkOf(exchange, seen, annotations));
  const timer = bookmarks ? setInterval(() => void bookmark(), BOOKMARK_MS) : undefined;
  try {
    if (isFromNow) {
      for (const object of now.items.filter(visible.includes)) {
        members.keep(object);
        await send(exchange, 'ADDED', oneOf(exchange, object));
      }
      if (wantsList && bookmarks) await bookmark({ [LIST_END]: 'true' });
    }
    for await (const change of api.objects.watch(visible.filter, seen, ending)) {
      const type = members.eventOf(change);
      if (type) await send(exchange, type, oneOf(exchange, change.object));
      seen = change.resourceVersion;
    }
  } catch (error) {
    if (!ending.aborted) await send(exchange, 'ERROR', statusOf(error));
  } finally {
    clearInterval(timer);
    response.end();
  }
}

function secondsOf(query: URLSearchParams): number {
  const asked = Number(query.get('timeoutSeconds') ?? '');
  return asked > 0 ? Math.min(asked, LONGEST_SECONDS) : LONGEST_SECONDS / 2;
}

type EventType = 'ADDED' | 'MODIFIED' | 'DELETED';

/**
 * Which event a change is to the one who watches. What no longer fits the selector is gone to them, and what begins to
 * fit is new, so that it is remembered what fitted. Of objects that changed between the version asked for and now it is
 * not known: those are taken to have fitted, as a superfluous DELETED does no harm and a missing one does.
 */
function createMembers(
  { selection, includes, mayRead }: VisibleObjects,
  before: readonly KubeObject[] | undefined,
  since: string,
) {
  const fitting = new Set<string>();
  const unknown = new Set<string>();
  const keyOf = ({ metadata }: KubeObject) => metadata.uid ?? '';
  for (const object of before ?? []) {
    if (Number(object.metadata.resourceVersion) > Number(since)) unknown.add(keyOf(object));
    else if (includes(object)) fitting.add(keyOf(object));
  }
  return {
    keep: (object: KubeObject) => fitting.add(keyOf(object)),
    eventOf({ type, object }: ObjectChange): EventType | undefined {
      if (!mayRead(object)) return undefined;
      const key = keyOf(object);
      if (!selection.isNarrow) return type.toUpperCase() as EventType;
      const didFit = fitting.has(key) || (type !== 'added' && unknown.has(key));
      const fits = type !== 'deleted' && includes(object);
      const isKnown = !unknown.delete(key);
      if (!fits) {
        fitting.delete(key);
        return didFit || (type === 'deleted' && includes(object)) ? 'DELETED' : undefined;
      }
      const isNew = type === 'added' || (isKnown && !fitting.has(key));
      fitting.add(key);
      return isNew ? 'ADDED' : 'MODIFIED';
    },
  };
}

function bookmarkOf({ target }: Exchange, resourceVersion: string, annotations?: object) {
  const metadata = {
    resourceVersion,
    creationTimestamp: null,
    ...(annotations && { annotations }),
  };
  return { kind: target.resource.kind, apiVersion: apiVersionOf(target.resource), metadata };
}

/** Writes one event, and waits for a client that reads slowly. */
async function send({ response, signal }: Exchange, type: string, object: unknown): Promise<void> {
  if (response.destroyed || response.writableEnded) return;
  if (response.write(`${JSON.stringify({ type, object })}\n`)) return;
  await once(response, 'drain', { signal }).catch(() => undefined);
}
