import { hasCode } from '@infraforge/kernel';
import type { KubeObject } from '@infraforge/kube';
import { assertMay, type Exchange, readTarget, sendJson } from './exchange.ts';
import { applyPatch } from './patch-object.ts';
import { readBody } from './read-body.ts';
import { isMap } from './received-object.ts';
import { Refusal } from './refusal.ts';
import { at, numberAt, pairs } from './tables/cell.ts';
import { storeChange } from './write-objects.ts';

const ATTEMPTS = 5;

/** `GET …/scale`: the size of a workload as `autoscaling/v1` Scale. */
export async function getScale(exchange: Exchange): Promise<void> {
  sendJson(exchange.response, 200, scaleOf(await readTarget(exchange)));
}

/** `PUT` and `PATCH …/scale`: another size. */
export async function changeScale(exchange: Exchange): Promise<void> {
  const { request, response } = exchange;
  assertMay(exchange, 'write');
  const body = await readBody(request);
  for (let attempt = 1; ; attempt += 1) {
    const live = await readTarget(exchange);
    const wanted = request.method === 'PATCH' ? applyPatch(exchange, scaleOf(live), body) : body;
    const replicas = at(wanted, 'spec.replicas') ?? 0;
    if (!Number.isInteger(replicas) || Number(replicas) < 0) {
      throw new Refusal('Invalid', `spec.replicas: ${replicas} is not a whole number from 0`);
    }
    const version = at(wanted, 'metadata.resourceVersion');
    const current = live.metadata.resourceVersion;
    if (request.method === 'PUT' && version !== undefined && version !== current) {
      throw new Refusal('Conflict', `the object has been modified: it is at version ${current}`);
    }
    const spec = { ...(isMap(live.spec) ? live.spec : {}), replicas };
    try {
      const stored = await storeChange(exchange, live, { ...live, spec });
      return sendJson(response, 200, scaleOf(stored));
    } catch (error) {
      if (!hasCode(error, 'cluster.conflict') || attempt >= ATTEMPTS) throw error;
    }
  }
}

function scaleOf(object: KubeObject): unknown {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
  const labels = at(object, 'spec.selector.matchLabels');
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: numberAt(object, 'spec.replicas', 1) },
    status: {
      replicas: numberAt(object, 'status.replicas'),
      ...(labels ? { selector: pairs(labels) } : {}),
    },
  };
}
