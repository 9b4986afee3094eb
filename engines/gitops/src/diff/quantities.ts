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
  return canonical(object) as KubeObject;
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      quantityMaps.includes(key) && isRecord(item) ? canonicalMap(item) : canonical(item),
    ]),
  );
}

function canonicalMap(map: Readonly<Record<string, unknown>>): unknown {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, canonicalText(value)]));
}

function canonicalText(value: unknown): unknown {
  if (typeof value !== 'string' && typeof value !== 'number') return canonical(value);
  try {
    return formatQuantity(parseQuantity(value));
  } catch {
    return value;
  }
}
