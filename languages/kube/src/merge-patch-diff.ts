import { PlatformError } from '@infraforge/kernel';
import { type Data, isRecord, setOwn } from './data.ts';
import { sameData } from './same-data.ts';

/**
 * A JSON merge patch (RFC 7386) from one document to another; two lists of objects give a list of patches. Throws
 * PlatformError `kube.merge-patch` for documents that have none. Rule: evanphx/json-patch v4 `CreateMergePatch`.
 */
export function createMergePatch(original: unknown, modified: unknown): unknown {
  if (isRecord(original) && isRecord(modified)) return diffRecords(original, modified);
  const lists = Array.isArray(original) && Array.isArray(modified);
  if (!lists || original.length !== modified.length || ![...original, ...modified].every(isRecord))
    throw new PlatformError('kube.merge-patch', 'No merge patch leads from one to the other', {
      hint: 'Both must be objects, or lists of as many objects.',
    });
  return original.map((item, index) => diffRecords(item, modified[index]));
}

function diffRecords(original: Data, modified: Data): Data {
  const patch: Data = {};
  for (const [key, next] of Object.entries(modified)) {
    const old = Object.hasOwn(original, key) ? original[key] : undefined;
    if (isRecord(old) && isRecord(next)) {
      const below = diffRecords(old, next);
      if (Object.keys(below).length > 0) setOwn(patch, key, below);
    } else if (old === undefined || !sameData(old, next)) setOwn(patch, key, next);
  }
  for (const key of Object.keys(original))
    if (!Object.hasOwn(modified, key)) setOwn(patch, key, null);
  return patch;
}
