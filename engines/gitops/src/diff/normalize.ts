import { groupOf, type KubeObject, scopeOf } from '@infraforge/kube';
import { isRecord, listAt } from '../fields.ts';
import { withCanonicalQuantities } from './quantities.ts';
import { isTyped, withoutEmpty } from './typed.ts';

/**
 * The object as it is compared: fields that the cluster writes are out, and what can be said in two
 * ways is said in one. Source: gitops-engine `pkg/diff` (`Normalize`, `remarshal`).
 */
export function normalize(
  object: KubeObject,
  options: { readonly ignoreAggregatedRoles?: boolean } = {},
): KubeObject {
  const { creationTimestamp: _time, ...metadata } = object.metadata;
  const cluster = scopeOf(groupOf(object.apiVersion), object.kind) === 'Cluster';
  const { namespace, ...unplaced } = metadata;
  const placed = cluster || namespace === undefined ? unplaced : { ...unplaced, namespace };
  const plain = byKind({ ...object, metadata: placed }, options.ignoreAggregatedRoles ?? false);
  if (!isTyped(plain)) return withCanonicalQuantities(plain);
  return withoutEmpty(withCanonicalQuantities(plain));
}

function byKind(object: KubeObject, ignoreAggregated: boolean): KubeObject {
  const group = object.apiVersion;
  if (object.kind === 'Secret' && group === 'v1') return normalizeSecret(object);
  if (object.kind === 'Endpoints' && group === 'v1') return normalizeEndpoints(object);
  if (group.startsWith('rbac.authorization.k8s.io/') && /^(Cluster)?Role$/.test(object.kind)) {
    return normalizeRole(object, ignoreAggregated);
  }
  return object;
}

/** `stringData` is folded into `data`; values that are null count as empty. */
function normalizeSecret(object: KubeObject): KubeObject {
  const { stringData, data, ...rest } = object;
  const folded: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(isRecord(data) ? data : {})) folded[key] = value ?? '';
  for (const [key, value] of Object.entries(isRecord(stringData) ? stringData : {})) {
    folded[key] =
      typeof value === 'number' ? value : Buffer.from(String(value ?? '')).toString('base64');
  }
  const hasData = data !== undefined || isRecord(stringData);
  return (hasData && data !== null) || isRecord(stringData)
    ? ({ ...rest, data: folded } as KubeObject)
    : (rest as KubeObject);
}

/** Rules of an aggregated ClusterRole are the cluster's; null is an empty list of rules. */
function normalizeRole(object: KubeObject, ignoreAggregated: boolean): KubeObject {
  const { rules } = object;
  const aggregated =
    ignoreAggregated && object.kind === 'ClusterRole' && isRecord(object.aggregationRule);
  return aggregated || rules === null ? { ...object, rules: [] } : object;
}

function normalizeEndpoints(object: KubeObject): KubeObject {
  const order = (left: unknown, right: unknown) =>
    JSON.stringify(left) < JSON.stringify(right) ? -1 : 1;
  const subsets = listAt(object, 'subsets').map((subset) =>
    isRecord(subset)
      ? {
          ...subset,
          ...(Array.isArray(subset.addresses) && {
            addresses: [...subset.addresses].sort(order),
          }),
          ...(Array.isArray(subset.ports) && { ports: [...subset.ports].sort(order) }),
        }
      : subset,
  );
  return Array.isArray(object.subsets) ? { ...object, subsets: [...subsets].sort(order) } : object;
}
