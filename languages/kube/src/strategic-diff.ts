import { type Data, isRecord, setOwn } from './data.ts';
import { goSprint } from './go-text.ts';
import type { MergeField, MergeType } from './merge-schema.ts';
import { sameData } from './same-data.ts';
import { wrongMerge } from './strategic-problem.ts';

/** What a difference tells. */
export type DiffOptions = {
  readonly additions: boolean;
  readonly deletions: boolean;
  /** With `$setElementOrder/…` for lists that are merged. */
  readonly order: boolean;
};

/**
 * A strategic merge patch from one object to another (apimachinery `diffMaps`). `retain` asks for `$retainKeys`. Throws
 * PlatformError `kube.strategic-merge`.
 */
export function diffMaps(
  original: Data,
  modified: Data,
  type: MergeType,
  options: DiffOptions & { readonly retain?: boolean },
): Data {
  const patch: Data = {};
  for (const [key, next] of Object.entries(modified)) {
    if (Object.hasOwn(original, key)) diffField(patch, key, [original[key], next], type, options);
    else if (options.additions) setOwn(patch, key, next);
  }
  if (options.deletions)
    for (const key of Object.keys(original))
      if (!Object.hasOwn(modified, key)) setOwn(patch, key, null);
  const retained = options.retain ? keysWithValues(modified) : [];
  const isNew = Object.keys(modified).some((key) => !Object.hasOwn(original, key));
  if (retained.length > 0 && (Object.keys(patch).length > 0 || isNew)) patch.$retainKeys = retained;
  return patch;
}

function keysWithValues(data: Data): readonly string[] {
  return Object.keys(data)
    .filter((key) => data[key] !== null)
    .sort();
}

function diffField(
  patch: Data,
  key: string,
  [old, next]: readonly [unknown, unknown],
  type: MergeType,
  options: DiffOptions,
): void {
  const field = type[key] ?? {};
  const plain = {
    additions: options.additions,
    deletions: options.deletions,
    order: options.order,
  };
  if (isRecord(old) && isRecord(next)) {
    if (field.replace) {
      if (options.additions) setOwn(patch, key, next);
      return;
    }
    const below = diffMaps(old, next, field.of ?? {}, {
      ...plain,
      retain: field.retainKeys === true,
    });
    if (Object.keys(below).length > 0) setOwn(patch, key, below);
  } else if (Array.isArray(old) && Array.isArray(next) && isMerged(field)) {
    const { add, remove, order } = diffLists(old, next, field, plain);
    if (add.length > 0) setOwn(patch, key, add);
    if (remove.length > 0) patch[`$deleteFromPrimitiveList/${key}`] = remove;
    if (order.length > 0) patch[`$setElementOrder/${key}`] = order;
  } else if (options.additions && !sameData(old, next)) setOwn(patch, key, next);
}

function isMerged(field: MergeField): boolean {
  return field.key !== undefined || field.set === true;
}

type ListDiff = {
  readonly add: readonly unknown[];
  /** Of lists of primitives; elements of others are removed by `$patch: delete` in `add`. */
  readonly remove: readonly unknown[];
  readonly order: readonly unknown[];
};

/** The difference of two lists that are merged (apimachinery `diffLists`). */
function diffLists(
  original: readonly unknown[],
  modified: readonly unknown[],
  field: MergeField,
  options: DiffOptions,
): ListDiff {
  if (original.length === 0)
    return { add: options.additions ? modified : [], remove: [], order: [] };
  return field.key === undefined
    ? diffPrimitives(original, modified, options)
    : diffKeyed(original, modified, { ...field, key: field.key }, options);
}

function diffPrimitives(
  original: readonly unknown[],
  modified: readonly unknown[],
  { additions, deletions, order }: DiffOptions,
): ListDiff {
  const byText = (list: readonly unknown[]) => [...list].sort(compareTexts);
  const sorted = byText(original);
  const counted = new Map(Map.groupBy(sorted, goSprint));
  const add = byText(modified).filter((item) => {
    const same = counted.get(goSprint(item)) ?? [];
    counted.set(goSprint(item), same.slice(1));
    return same.length === 0;
  });
  const remove = [...new Set([...counted.values()].flat())];
  const place = (item: unknown) => modified.indexOf(item);
  const added = additions ? add.sort((left, right) => place(left) - place(right)) : [];
  const removed = deletions ? remove : [];
  // Kubernetes sorts the original in place before it compares, so a list that is not sorted counts as another order.
  const ordered = removed.length > 0 || (additions && !sameData(sorted, modified));
  return { add: added, remove: removed, order: order && ordered ? modified : [] };
}

function compareTexts(left: unknown, right: unknown): number {
  const [a, b] = [goSprint(left), goSprint(right)];
  return a < b ? -1 : a > b ? 1 : 0;
}

type Keyed = MergeField & { readonly key: string };

function diffKeyed(
  original: readonly unknown[],
  modified: readonly unknown[],
  field: Keyed,
  options: DiffOptions,
): ListDiff {
  const { key } = field;
  const keysOf = (list: readonly unknown[]) => list.map((item) => keyOf(item, key));
  const { changed, gone } = diffElements(original, modified, field, options);
  const place = (item: Data) => keysOf(modified).indexOf(item[key]);
  const patch = [...changed.sort((left, right) => place(left) - place(right)), ...gone];
  const sameOrder = sameData(keysOf(original), keysOf(modified));
  const ordered =
    options.order &&
    ((options.additions && (patch.length > 0 || !sameOrder)) ||
      (options.deletions && patch.length > 0));
  const order = ordered ? keysOf(modified).map((id) => ({ [key]: id })) : [];
  return { add: patch, remove: [], order };
}

/** Both lists by their keys, side by side; elements with one key pair up one by one. */
function diffElements(
  original: readonly unknown[],
  modified: readonly unknown[],
  { key, of = {}, retainKeys }: Keyed,
  options: DiffOptions,
): { readonly changed: Data[]; readonly gone: Data[] } {
  const left = byKey(original, key);
  const right = byKey(modified, key);
  const changed: Data[] = [];
  const gone: Data[] = [];
  while (left.length > 0 || right.length > 0) {
    const [[oldId, old] = [], [nextId, next] = []] = [left[0], right[0]];
    if (old && next && oldId === nextId) {
      const patch = diffMaps(old, next, of, { ...options, retain: retainKeys === true });
      if (Object.keys(patch).length > 0) changed.push({ ...patch, [key]: next[key] });
      left.shift();
      right.shift();
    } else if (next && (!old || String(oldId) > String(nextId))) {
      if (options.additions) changed.push(next);
      right.shift();
    } else {
      if (options.deletions && old) gone.push({ [key]: old[key], $patch: 'delete' });
      left.shift();
    }
  }
  return { changed, gone };
}

function byKey(list: readonly unknown[], key: string): [string, Data][] {
  const entries = list.map((item): [string, Data] => [goSprint(keyOf(item, key)), item as Data]);
  // Kubernetes' sort turns elements with one key around.
  return entries.reverse().sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
}

function keyOf(item: unknown, key: string): unknown {
  if (!isRecord(item) || !Object.hasOwn(item, key))
    throw wrongMerge(`An element of the list has no "${key}", by which it is merged`);
  return item[key];
}
