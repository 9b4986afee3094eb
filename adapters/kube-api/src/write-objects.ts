import { randomInt } from 'node:crypto';
import { type KubeObject, recordUpdate, type Writer } from '@infraforge/kube';
import { kubeTime } from '@infraforge/workloads';
import { admitObject } from './admit-object.ts';
import { assertMay, type Exchange, liveObject, notFound, sendJson } from './exchange.ts';
import { readBody } from './read-body.ts';
import { receivedObject } from './received-object.ts';
import { named, Refusal } from './refusal.ts';
import { oneOf } from './representation.ts';

/** The letters of Kubernetes' generated names. */
const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

/** `POST`: makes an object. */
export async function createObject(exchange: Exchange): Promise<void> {
  const { target, request, response } = exchange;
  const received = withName(receivedObject(await readBody(request), target));
  assertMay(exchange, 'write', received.metadata.name);
  const object = recordUpdate(undefined, withoutStatus(received), writerOf(exchange));
  await admitObject(exchange, object, true);
  sendJson(response, 201, oneOf(exchange, await storeNew(exchange, object)));
}

/** `PUT`: replaces an object; its status stays. */
export async function replaceObject(exchange: Exchange): Promise<void> {
  const { api, target, request, response } = exchange;
  assertMay(exchange, 'write');
  const received = receivedObject(await readBody(request), target);
  const live = await liveObject(exchange);
  if (!live) throw notFound(target);
  if (target.subresource === 'status') {
    assertAdmin(exchange);
    const { resourceVersion } = received.metadata;
    const metadata = { ...live.metadata, ...(resourceVersion ? { resourceVersion } : {}) };
    const next = { ...live, metadata, status: received.status } as KubeObject;
    sendJson(response, 200, oneOf(exchange, await api.objects.updateStatus(next)));
    return;
  }
  sendJson(response, 200, oneOf(exchange, await storeChange(exchange, live, received)));
}

/** Checks and stores a new object. Nothing is stored in a dry run. */
export async function storeNew({ api, query, target }: Exchange, object: KubeObject) {
  const { resource, name = object.metadata.name } = target;
  if (isDryRun(query)) {
    const there = await api.objects.get({
      group: resource.group,
      kind: resource.kind,
      namespace: object.metadata.namespace ?? '',
      name,
    });
    if (!there) return object;
    throw new Refusal(
      'AlreadyExists',
      `${named(resource.plural, resource.group, name)} already exists`,
    );
  }
  return api.objects.create(object).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'cluster.exists'))
      throw error;
    throw new Refusal(
      'AlreadyExists',
      `${named(resource.plural, resource.group, name)} already exists`,
      {
        name,
        kind: resource.plural,
        group: resource.group,
      },
    );
  });
}

/** Checks and stores the new state of an object; who wrote which field is recorded unless it is already. */
export async function storeChange(
  exchange: Exchange,
  live: KubeObject,
  next: KubeObject,
  isRecorded = false,
): Promise<KubeObject> {
  const desired = withoutStatus(next);
  const object = isRecorded
    ? desired
    : recordUpdate(withoutStatus(live), desired, writerOf(exchange));
  await admitObject(exchange, object, false);
  if (isDryRun(exchange.query)) return { ...object, status: live.status } as KubeObject;
  return exchange.api.objects.update(object);
}

/** Who writes, for `metadata.managedFields`: `fieldManager`, else the name of the program. */
export function writerOf({ api, query, request, target }: Exchange): Writer {
  const [agent] = (request.headers['user-agent'] ?? '').split('/');
  return {
    manager: query.get('fieldManager') || agent || 'unknown',
    time: kubeTime(api.clock.now()),
    ...(target.subresource ? { subresource: target.subresource } : {}),
  };
}

/** Status is what controllers say of an object: only administrators may write it over them. */
export function assertAdmin({ caller, target }: Exchange): void {
  if (caller.role === 'admin') return;
  throw new Refusal(
    'Forbidden',
    `${named(target.resource.plural, target.resource.group, target.name ?? '')} is forbidden: only administrators write a status`,
  );
}

export function withoutStatus(object: KubeObject): KubeObject {
  const { status: _status, ...rest } = object;
  return rest as KubeObject;
}

export function isDryRun(query: URLSearchParams): boolean {
  return query.has('dryRun');
}

function withName(object: KubeObject): KubeObject {
  const { generateName, name } = object.metadata as { generateName?: unknown; name?: unknown };
  if (name !== undefined || typeof generateName !== 'string') return object;
  const letters = Array.from({ length: 5 }, () => LETTERS[randomInt(LETTERS.length)]);
  return {
    ...object,
    metadata: { ...object.metadata, name: `${generateName}${letters.join('')}` },
  };
}
