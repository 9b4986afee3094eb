import { hasCode } from '@infraforge/kernel';
import {
  type ApplyConflict,
  type JsonPatchOperation,
  jsonMergePatch,
  jsonPatch,
  type KubeObject,
  serverSideApply,
  strategicMerge,
} from '@infraforge/kube';
import { admitObject } from './admit-object.ts';
import { assertMay, type Exchange, liveObject, notFound, sendJson } from './exchange.ts';
import { mediaTypeOf, readBody } from './read-body.ts';
import { isMap, receivedObject } from './received-object.ts';
import { named, Refusal } from './refusal.ts';
import { oneOf } from './representation.ts';
import { assertAdmin, storeChange, storeNew, withoutStatus, writerOf } from './write-objects.ts';

/** Attempts at a patch that others keep writing under. */
const ATTEMPTS = 5;

/** `PATCH` in the four kinds of Kubernetes; server-side apply makes what is not there. */
export async function patchObject(exchange: Exchange): Promise<void> {
  const { api, target, request, response } = exchange;
  assertMay(exchange, 'write');
  const patch = await readBody(request);
  const isApply = mediaTypeOf(request) === 'application/apply-patch+yaml';
  if (target.subresource === 'status') assertAdmin(exchange);
  for (let attempt = 1; ; attempt += 1) {
    const live = await liveObject(exchange);
    try {
      if (isApply) return await apply(exchange, live, patch);
      if (!live) throw notFound(target);
      const next = patched(exchange, live, patch);
      const stored =
        target.subresource === 'status'
          ? await api.objects.updateStatus(next)
          : await storeChange(exchange, live, next);
      return sendJson(response, 200, oneOf(exchange, stored));
    } catch (error) {
      const isRace = hasCode(error, 'cluster.conflict') || (isApply && !live && isExists(error));
      if (!isRace || attempt >= ATTEMPTS || namesVersion(patch)) throw error;
    }
  }
}

/** The patched object, still the same one. */
function patched(exchange: Exchange, live: KubeObject, patch: unknown): KubeObject {
  const next = applyPatch(exchange, live, patch);
  return receivedObject(next, exchange.target);
}

/** A copy of `base` with the patch of the request, by its media type. Throws what is to be answered. */
export function applyPatch({ request, target }: Exchange, base: unknown, patch: unknown): unknown {
  switch (mediaTypeOf(request)) {
    case 'application/json-patch+json':
      if (!Array.isArray(patch)) throw new Refusal('BadRequest', 'a JSON patch is a list');
      return jsonPatch(base, patch as JsonPatchOperation[]);
    case 'application/merge-patch+json':
      return jsonMergePatch(base, patch);
    case 'application/strategic-merge-patch+json':
      if (!target.resource.isCustom) return strategicMerge(base, patch, target.resource);
      break;
  }
  throw new Refusal(
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, ${target.resource.isCustom ? '' : 'application/strategic-merge-patch+json, '}application/apply-patch+yaml`,
  );
}

async function apply(
  exchange: Exchange,
  live: KubeObject | undefined,
  patch: unknown,
): Promise<void> {
  const { query, response, target } = exchange;
  if (!query.get('fieldManager')) {
    throw new Refusal('BadRequest', 'fieldManager is required for apply patch');
  }
  if (!isMap(patch)) throw new Refusal('BadRequest', 'the body has to be an object');
  const config = receivedObject(patch, target);
  const before = live && withoutStatus(live);
  const result = serverSideApply(before, withoutStatus(config), {
    ...writerOf(exchange),
    force: query.get('force') === 'true',
  });
  if (result.outcome === 'conflict') throw conflict(exchange, result.conflicts);
  if (live) {
    const stored = await storeChange(exchange, live, result.object, true);
    return sendJson(response, 200, oneOf(exchange, stored));
  }
  await admitObject(exchange, result.object, true);
  sendJson(response, 201, oneOf(exchange, await storeNew(exchange, result.object)));
}

function conflict({ target }: Exchange, conflicts: readonly ApplyConflict[]): Refusal {
  const { plural, group } = target.resource;
  const causes = conflicts.map(({ message, field }) => ({
    reason: 'FieldManagerConflict',
    message,
    field,
  }));
  const list = causes.map(({ message, field }) => `${message}: ${field}`).join('\n');
  return new Refusal(
    'Conflict',
    `Apply failed with ${causes.length} conflict${causes.length === 1 ? '' : 's'}: ${list} (${named(plural, group, target.name ?? '')})`,
    { causes },
  );
}

/** A patch that names a version is meant for that one. */
function namesVersion(patch: unknown): boolean {
  return isMap(patch) && isMap(patch.metadata) && patch.metadata.resourceVersion !== undefined;
}

function isExists(error: unknown): boolean {
  return error instanceof Refusal && error.reason === 'AlreadyExists';
}
