import { type Data, isRecord } from './data.ts';
import type { JsonPatchOperation } from './json-patch.ts';

/**
 * An operation as strict RFC 6902 has it, from one that only Go's evanphx/json-patch v4 accepts, which the API server
 * and kustomize use: `replace` of a missing member adds it, indexes may count from the end or have leading zeros, what
 * is missing is null for `copy` and `test`. Undefined when nothing is left to do.
 */
export function strictOperation(
  document: unknown,
  operation: JsonPatchOperation,
): JsonPatchOperation | undefined {
  if (operation.path === '' && (operation.op === 'add' || operation.op === 'remove')) {
    throw new Error('it is for the whole document');
  }
  if (
    operation.op === 'copy' &&
    operation.from !== undefined &&
    !exists(document, operation.from)
  ) {
    return { op: 'add', path: operation.path, value: null };
  }
  const { op, path } = operation;
  if (path === '') return operation;
  const slash = path.lastIndexOf('/');
  const parent = valueAt(document, path.slice(0, slash));
  const token = path.slice(slash + 1);
  if (Array.isArray(parent)) {
    const index = indexOf(token, parent.length + (op === 'add' ? 1 : 0));
    return index === undefined
      ? operation
      : { ...operation, path: `${path.slice(0, slash)}/${index}` };
  }
  if (!isRecord(parent) || Object.hasOwn(parent, unescaped(token))) return operation;
  if (op === 'replace') return { ...operation, op: 'add' };
  return op === 'test' && (operation.value ?? null) === null ? undefined : operation;
}

/** The index that a token with a sign or leading zeros means; undefined for tokens that need no change. */
function indexOf(token: string, length: number): number | undefined {
  if (!/^-?\d+$/.test(token) || /^(?:0|[1-9]\d*)$/.test(token)) return undefined;
  const index = Number(token);
  return index < 0 ? (index + length >= 0 ? index + length : undefined) : index;
}

function exists(document: unknown, pointer: string): boolean {
  return pointer === '' || valueAt(document, pointer) !== undefined;
}

function valueAt(document: unknown, pointer: string): unknown {
  let value = document;
  for (const token of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, unescaped(token)))
      return undefined;
    value = (value as Data)[unescaped(token)];
  }
  return value;
}

function unescaped(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}
