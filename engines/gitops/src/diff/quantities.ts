import { formatQuantity, type KubeObject, parseQuantity } from '@infraforge/kube';
import { isRecord } from '../fields.ts';
import { isBuiltIn } from './three-way.ts';

/** Members whose values are quantities, wherever they stand in the kinds of the API server. */
const quantityMaps = ['limits', 'requests', 'hard', 'capacity', 'overhead', 'min', 'max'];
const quantityKinds: readonly string[] = [
  'Pod',
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
  'ReplicationController',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'ResourceQuota',
  'LimitRange',
];

/** Quantities of built-in kinds in their canonical text, so that `0.5` and `500m` are equal. */
export function withCanonicalQuantities(object: KubeObject): KubeObject {
  if (!isBuiltIn(object) || !quantityKinds.includes(object.kind)) return object;
  return withQuantities(object) as KubeObject;
}

/** A part of such a kind (a pod template), with its quantities in their canonical text. */
export function withQuantities(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withQuantities);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      quantityMaps.includes(key) && isRecord(item) ? canonicalMap(item) : withQuantities(item),
    ]),
  );
}

function canonicalMap(map: Readonly<Record<string, unknown>>): unknown {
  return Object.fromEntries(
    Object.entries(map).map(([key, value]) => [key, canonicalQuantity(value)]),
  );
}

/** One quantity in its canonical text; anything else as it is. */
export function canonicalQuantity(value: unknown): unknown {
  if (typeof value !== 'string' && typeof value !== 'number') return withQuantities(value);
  try {
    return formatQuantity(parseQuantity(value));
  } catch {
    return value;
  }
}
