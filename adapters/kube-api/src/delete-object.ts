import { keyOf } from '@infraforge/kube';
import type { DeleteOptions } from '@infraforge/workloads';
import { assertMay, type Exchange, liveObject, notFound, sendJson } from './exchange.ts';
import { readBody } from './read-body.ts';
import { isMap } from './received-object.ts';
import { Refusal } from './refusal.ts';
import { oneOf } from './representation.ts';
import { isDryRun } from './write-objects.ts';

/** `DELETE`: the object when it is only marked (a pod that has to end, finalizers), else the Status Success. */
export async function deleteObject(exchange: Exchange): Promise<void> {
  const { api, caller, query, request, response, target } = exchange;
  assertMay(exchange, 'write');
  const options = optionsOf(await readBody(request), query);
  const live = await liveObject(exchange);
  if (!live) throw notFound(target);
  await api.rules.permit(caller, live);
  const isSame = options.uid === undefined || options.uid === live.metadata.uid;
  const wasDeleted = isDryRun(query) ? isSame : await api.objects.delete(keyOf(live), options);
  if (!wasDeleted && !isSame) {
    throw new Refusal('Conflict', `the object has the uid ${live.metadata.uid} by now`);
  }
  const left = await liveObject(exchange);
  if (left && left.metadata.uid === live.metadata.uid && !isDryRun(query)) {
    return sendJson(response, 200, oneOf(exchange, left));
  }
  sendJson(response, 200, {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: {
      name: live.metadata.name,
      kind: target.resource.plural,
      ...(target.resource.group ? { group: target.resource.group } : {}),
      uid: live.metadata.uid,
    },
  });
}

function optionsOf(body: unknown, query: URLSearchParams): DeleteOptions {
  const given = isMap(body) ? body : {};
  const policy = given.propagationPolicy ?? query.get('propagationPolicy') ?? undefined;
  if (policy !== undefined && policy !== 'Background' && policy !== 'Foreground') {
    throw new Refusal(
      'BadRequest',
      `propagationPolicy ${policy} is not supported here: what an object owns goes with it`,
    );
  }
  const asked = given.gracePeriodSeconds ?? query.get('gracePeriodSeconds') ?? undefined;
  const seconds = asked === undefined ? undefined : Number(asked);
  if (seconds !== undefined && !(seconds >= 0)) {
    throw new Refusal('BadRequest', `gracePeriodSeconds ${asked} is not a number from 0`);
  }
  const uid = isMap(given.preconditions) ? given.preconditions.uid : undefined;
  return {
    ...(policy ? { propagationPolicy: policy } : {}),
    ...(seconds !== undefined ? { gracePeriodSeconds: seconds } : {}),
    ...(typeof uid === 'string' ? { uid } : {}),
  };
}
