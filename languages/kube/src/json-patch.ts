import { PlatformError } from '@infraforge/kernel';
import { applyPatch } from 'rfc6902';
import { isRecord, setOwn } from './data.ts';
import { strictOperation } from './json-patch-leniency.ts';

/** One operation of RFC 6902. */
export type JsonPatchOperation = {
  readonly op: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
  readonly path: string;
  readonly from?: string;
  readonly value?: unknown;
};

/**
 * A patched copy by RFC 6902 with the leniency of Go's library; the base is untouched. Throws PlatformError `kube.json-patch` at the first operation
 * that does not apply, naming it.
 */
export function jsonPatch<T>(base: T, operations: readonly JsonPatchOperation[]): T {
  const holder = { document: structuredClone(base) as unknown };
  for (const [index, operation] of operations.entries()) applyOne(holder, operation, index);
  return holder.document as T;
}

function applyOne(
  holder: { document: unknown },
  operation: JsonPatchOperation,
  index: number,
): void {
  let failure: Error | null | undefined;
  try {
    if (typeof operation.path !== 'string') throw new Error('it has no path');
    if (operation.path !== '' && !operation.path.startsWith('/')) {
      throw new Error('a path begins with "/"');
    }
    const strict = strictOperation(holder.document, operation);
    if (!strict) return;
    // A holder lets an operation on the whole document ("") replace it.
    const inside = { ...strict, path: `/document${strict.path}` };
    const moved = strict.from === undefined ? {} : { from: `/document${strict.from}` };
    [failure] = applyPatch(holder, [{ ...inside, ...moved } as never]);
  } catch (error) {
    failure = error as Error;
  }
  if (failure) {
    throw new PlatformError(
      'kube.json-patch',
      `Operation ${index + 1} (${operation.op} ${operation.path}) does not apply: ${failure.message}`,
      { cause: failure, hint: 'Check that the path exists in the object that is patched.' },
    );
  }
}

/**
 * A patched copy by RFC 7396: objects merge, null removes, all else replaces. Inside of lists nulls go, as in Go's
 * library. Throws PlatformError `kube.merge-patch` for a patch that is no object and no list.
 */
export function jsonMergePatch(base: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null)
    throw new PlatformError('kube.merge-patch', 'A merge patch is an object or a list', {
      hint: 'Write the members that change.',
    });
  return mergeInto(base, patch);
}

function mergeInto(base: unknown, patch: unknown): unknown {
  if (Array.isArray(patch)) return patch.filter((item) => item !== null).map(withoutNulls);
  if (!isRecord(patch)) return patch;
  const result: Record<string, unknown> = isRecord(base) ? { ...base } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else
      setOwn(result, key, mergeInto(Object.hasOwn(result, key) ? result[key] : undefined, value));
  }
  return result;
}

function withoutNulls(value: unknown): unknown {
  return mergeInto(undefined, value);
}
