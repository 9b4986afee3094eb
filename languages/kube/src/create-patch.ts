import { typeNameOf } from './apply/built-in-schema.ts';
import { type Data, isRecord } from './data.ts';
import { joinPatches } from './join-patches.ts';
import { jsonMergePatch } from './json-patch.ts';
import { createMergePatch } from './merge-patch-diff.ts';
import { type MergeType, mergeTypeOf, mergeTypes } from './merge-schema.ts';
import { groupOf } from './object.ts';
import { mergePatchesConflict, patchesConflict } from './patch-conflicts.ts';
import { diffMaps } from './strategic-diff.ts';
import { wrongMerge } from './strategic-problem.ts';

/**
 * The strategic merge patch from one object to another. Throws PlatformError `kube.strategic-merge`.
 * Rule: apimachinery `strategicpatch.CreateTwoWayMergePatch`.
 */
export function createTwoWayPatch(original: unknown, modified: unknown, kind: string): Data {
  const type = typeFor(kind, modified);
  return diffMaps(data(original), data(modified), type, {
    additions: true,
    deletions: true,
    order: true,
  });
}

export type ThreeWay = {
  /** What was applied last; undefined when nothing was. */
  readonly lastApplied: unknown;
  /** What is applied now. */
  readonly modified: unknown;
  readonly live: unknown;
};

export type ThreeWayPatch =
  | { readonly outcome: 'patch'; readonly patch: Data }
  /** The live object was changed where the manifest says something else. */
  | { readonly outcome: 'conflict' };

/**
 * The patch that `kubectl apply` sends: what the manifest says and the live object does not, and what the manifest said
 * last time and no more. With `overwrite` the manifest wins over changes of the live object. Kinds that are not built in
 * get a JSON merge patch, which may not change their identity. Throws PlatformError `kube.strategic-merge`.
 * Rule: apimachinery `CreateThreeWayMergePatch`, `CreateThreeWayJSONMergePatch`.
 */
export function createThreeWayPatch(
  sides: ThreeWay,
  { kind, overwrite }: { readonly kind: string; readonly overwrite: boolean },
): ThreeWayPatch {
  const [last, modified, live] = [data(sides.lastApplied), data(sides.modified), data(sides.live)];
  if (!isBuiltIn(kind, modified)) return threeWayMergePatch(last, modified, live);
  const type = typeFor(kind, modified);
  const changes = diffMaps(live, modified, type, {
    additions: true,
    deletions: false,
    order: true,
  });
  const deletions = diffMaps(last, modified, type, {
    additions: false,
    deletions: true,
    order: true,
  });
  const patch = joinPatches(deletions, changes, type);
  if (overwrite) return { outcome: 'patch', patch };
  const changed = diffMaps(last, live, type, { additions: true, deletions: true, order: false });
  return patchesConflict(patch, changed, type)
    ? { outcome: 'conflict' }
    : { outcome: 'patch', patch };
}

function threeWayMergePatch(last: Data, modified: Data, live: Data): ThreeWayPatch {
  const changes = filterNulls(createMergePatch(live, modified) as Data, false);
  const deletions = filterNulls(createMergePatch(last, modified) as Data, true);
  if (mergePatchesConflict(changes, deletions)) return { outcome: 'conflict' };
  const patch = jsonMergePatch(deletions, changes) as Data;
  const metadata = isRecord(patch.metadata) ? patch.metadata : {};
  if ('apiVersion' in patch || 'kind' in patch || 'name' in metadata)
    throw wrongMerge('What is applied must not change apiVersion, kind or metadata.name');
  return { outcome: 'patch', patch };
}

/** Only the nulls of a merge patch, or all but them. */
function filterNulls(patch: Data, nulls: boolean): Data {
  const kept: Data = {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) {
      if (nulls) kept[key] = null;
    } else if (!isRecord(value)) {
      if (!nulls) kept[key] = value;
    } else if (Object.keys(value).length === 0) {
      if (!nulls) kept[key] = value;
    } else {
      const below = filterNulls(value, nulls);
      if (Object.keys(below).length > 0) kept[key] = below;
    }
  }
  return kept;
}

/** By the schemas of Kubernetes' own APIs; without an apiVersion, by the kinds whose merge keys are known. */
function isBuiltIn(kind: string, { apiVersion }: Data): boolean {
  if (typeof apiVersion !== 'string') return mergeTypes[kind] !== undefined;
  return typeNameOf(apiVersion, kind) !== '*';
}

function typeFor(kind: string, object: unknown): MergeType {
  const { apiVersion } = data(object);
  return mergeTypeOf(kind, typeof apiVersion === 'string' ? groupOf(apiVersion) : undefined);
}

function data(value: unknown): Data {
  if (value === undefined || value === null) return {};
  if (!isRecord(value)) throw wrongMerge('A strategic merge takes maps');
  return value;
}
