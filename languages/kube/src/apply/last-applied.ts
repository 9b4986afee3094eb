import type { KubeObject } from '../object.ts';
import { builtInSchema as schema, typeNameOf } from './built-in-schema.ts';
import { compareTyped } from './compare-typed.ts';
import { difference, type FieldSet, hasPath, pathsOf } from './field-set.ts';
import { fieldsOfTyped } from './fields-of-typed.ts';

const annotation = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * Whether all contested fields are ones that `kubectl apply` itself set before, on the client's side: then the move to
 * server-side apply takes them over (apimachinery `lastAppliedManager`).
 */
export function allowedByLastApplied(
  live: KubeObject,
  contested: ReadonlyMap<string, FieldSet>,
): boolean {
  const applied = parse(live.metadata.annotations?.[annotation]);
  if (applied?.apiVersion !== live.apiVersion) return false;
  const type = typeNameOf(live.apiVersion, live.kind);
  const { modified, added, removed } = compareTyped(schema, type, applied, live);
  const allowed = [modified, added, removed].reduce(
    difference,
    fieldsOfTyped(schema, type, applied),
  );
  return [...contested.values()].every((fields) =>
    pathsOf(fields).every((path) => hasPath(allowed, path)),
  );
}

function parse(text: string | undefined): KubeObject | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as KubeObject);
  } catch {
    return undefined;
  }
}
