import type { KubeObject } from '@infraforge/kube';
import { isRecord, listAt, textAt } from '../fields.ts';

type Path = readonly string[];

/** Paths of the fields that these managers own, by `metadata.managedFields`, as they stand in the live object. */
export function managedPaths(live: KubeObject, managers: readonly string[]): readonly Path[] {
  return listAt(live, 'metadata', 'managedFields')
    .filter((entry) => managers.includes(textAt(entry, 'manager')))
    .flatMap((entry) => (isRecord(entry) ? leavesOf(entry.fieldsV1, live) : []));
}

/** Leaves of a `FieldsV1` set: `f:name` is a member, `k:{…}` the element with these keys, `.` the value itself. */
function leavesOf(fields: unknown, value: unknown): readonly Path[] {
  const entries = Object.entries(isRecord(fields) ? fields : {}).filter(([key]) => key !== '.');
  if (entries.length === 0) return [[]];
  return entries.flatMap(([key, inner]) => {
    const step = stepOf(key, value);
    if (step === undefined) return [];
    const next = (value as Record<string, unknown> | undefined)?.[step];
    return leavesOf(inner, next).map((path) => [step, ...path]);
  });
}

function stepOf(key: string, value: unknown): string | undefined {
  if (key.startsWith('f:')) return key.slice(2);
  if (!key.startsWith('k:') || !Array.isArray(value)) return undefined;
  const wanted: unknown = JSON.parse(key.slice(2));
  if (!isRecord(wanted)) return undefined;
  const index = value.findIndex((item) =>
    Object.entries(wanted).every(([name, part]) => isRecord(item) && item[name] === part),
  );
  return index === -1 ? undefined : String(index);
}
