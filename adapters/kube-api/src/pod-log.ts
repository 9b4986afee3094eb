import { once } from 'node:events';
import type { KubeObject } from '@infraforge/kube';
import { type Exchange, readTarget } from './exchange.ts';
import { Refusal } from './refusal.ts';
import { at, listAt } from './tables/cell.ts';

const ended = new Set(['Succeeded', 'Failed']);

/** `GET …/pods/<name>/log`: the log of one container as text; with `follow` until the pod has ended. */
export async function sendPodLog(exchange: Exchange): Promise<void> {
  const { api, query, response, signal } = exchange;
  const pod = await readTarget(exchange);
  refuseUnkept(query);
  const container = containerOf(pod, query.get('container') ?? undefined);
  const options = { tail: tailOf(query), ...(container ? { container } : {}) };
  const uid = pod.metadata.uid ?? '';
  response.writeHead(200, {
    'content-type': 'text/plain',
    'cache-control': 'no-cache, no-transform, private',
  });
  response.flushHeaders();
  if (query.get('follow') !== 'true') {
    const lines = await api.logs.read(uid, options);
    response.end(lines.map(({ text }) => `${text}\n`).join(''));
    return;
  }
  const { gone, stop } = endOf(exchange, pod);
  try {
    for await (const { text } of api.logs.follow(uid, options, AbortSignal.any([signal, gone]))) {
      if (!response.write(`${text}\n`)) await once(response, 'drain', { signal });
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    stop();
    response.end();
  }
}

/** What the kubelet's files do not say: an answer that left it out would be taken for the truth. */
function refuseUnkept(query: URLSearchParams): void {
  if (query.get('previous') === 'true') {
    throw new Refusal(
      'BadRequest',
      'the local cluster keeps one log for each container, over its restarts: leave --previous out',
    );
  }
  for (const name of ['sinceSeconds', 'sinceTime', 'timestamps']) {
    const value = query.get(name);
    if (value === null || value === 'false') continue;
    throw new Refusal(
      'BadRequest',
      `the local cluster keeps no time of a log line: leave ${name} out`,
    );
  }
}

function containerOf(pod: KubeObject, asked: string | undefined): string | undefined {
  const all = [...listAt(pod, 'spec.containers'), ...listAt(pod, 'spec.initContainers')];
  if (asked === undefined || all.some((each) => at(each, 'name') === asked)) return asked;
  throw new Refusal(
    'BadRequest',
    `container ${asked} is not valid for pod ${pod.metadata.name}: it has ${all.map((each) => at(each, 'name')).join(', ')}`,
  );
}

function tailOf(query: URLSearchParams): number {
  const asked = query.get('tailLines');
  if (asked === null) return Number.MAX_SAFE_INTEGER;
  if (!/^\d+$/.test(asked)) throw new Refusal('BadRequest', `tailLines ${asked} is no number`);
  return Number(asked);
}

/** A signal for the end of a pod: it has gone, or will write no more. */
function endOf(
  { api, signal }: Exchange,
  pod: KubeObject,
): { readonly gone: AbortSignal; stop(): void } {
  const gone = new AbortController();
  const { namespace = '', name, uid, resourceVersion = '0' } = pod.metadata;
  const isOver = (object: KubeObject) => ended.has(String(at(object, 'status.phase')));
  const follow = async () => {
    if (isOver(pod)) return;
    const filter = { group: '', kind: 'Pod', namespace, name };
    const either = AbortSignal.any([signal, gone.signal]);
    for await (const { type, object } of api.objects.watch(filter, resourceVersion, either)) {
      if (object.metadata.uid === uid && (type === 'deleted' || isOver(object))) return;
    }
  };
  // The last lines are on their way to the file when the pod's end is known.
  const end = () => setTimeout(() => gone.abort(), 500);
  follow().then(end, end);
  return { gone: gone.signal, stop: () => gone.abort() };
}
