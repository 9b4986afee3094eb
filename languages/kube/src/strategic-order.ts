type Ordering = {
  readonly merged: readonly unknown[];
  /** The elements of the patch, in its order. */
  readonly order: readonly unknown[];
  readonly original: readonly unknown[];
  /** Undefined for lists of primitives. */
  readonly key: string | undefined;
};

/**
 * The order of a merged list: elements of the patch in the patch's order, those that only the base has before the
 * first patch element that stood behind them in the base (apimachinery `normalizeElementOrder`).
 */
export function mergeOrdered({ merged, order, original, key }: Ordering): unknown[] {
  const patchIndex = indexes(order, key);
  const originalIndex = indexes(original, key);
  const place = (index: ReadonlyMap<unknown, number>, item: unknown) =>
    index.get(identity(item, key)) ?? -1;
  const patched = merged
    .filter((item) => place(patchIndex, item) !== -1)
    .sort((left, right) => place(patchIndex, left) - place(patchIndex, right));
  const others = merged
    .filter((item) => place(patchIndex, item) === -1)
    .sort((left, right) => place(originalIndex, left) - place(originalIndex, right));
  const result: unknown[] = [];
  let next = 0;
  for (const item of patched) {
    const bound = place(originalIndex, item);
    while (next < others.length && bound !== -1) {
      const own = place(originalIndex, others[next]);
      if (own === -1 || own >= bound) break;
      result.push(others[next]);
      next += 1;
    }
    result.push(item);
  }
  return [...result, ...others.slice(next)];
}

/** The list without later repetitions of a primitive. */
export function deduplicated(list: readonly unknown[]): unknown[] {
  return [...new Set(list)];
}

function indexes(list: readonly unknown[], key: string | undefined): ReadonlyMap<unknown, number> {
  const map = new Map<unknown, number>();
  for (const [index, item] of list.entries()) {
    const id = identity(item, key);
    if (!map.has(id)) map.set(id, index);
  }
  return map;
}

function identity(item: unknown, key: string | undefined): unknown {
  return key === undefined ? item : (item as Record<string, unknown>)[key];
}
