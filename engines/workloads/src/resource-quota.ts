import { canonicalJson } from '@infraforge/kernel';
import {
  addQuantities,
  compareQuantities,
  formatQuantity,
  type KubeObject,
  parseQuantity,
} from '@infraforge/kube';
import { addUsage, pluralOf, type Usage, usageOf } from './quota-usage.ts';
import type { Container, Outcome, Pod } from './types.ts';

export type ResourceQuota = KubeObject & {
  readonly spec?: {
    readonly hard?: Readonly<Record<string, string | number>>;
    readonly scopes?: readonly string[];
  };
};

const ZERO = parseQuantity(0);

/** What pods must say when a quota counts it: requests and limits of CPU and memory. */
const DECLARED: Readonly<Record<string, readonly ['requests' | 'limits', string]>> = {
  cpu: ['requests', 'cpu'],
  memory: ['requests', 'memory'],
  'requests.cpu': ['requests', 'cpu'],
  'requests.memory': ['requests', 'memory'],
  'limits.cpu': ['limits', 'cpu'],
  'limits.memory': ['limits', 'memory'],
};

/** Reports how much of a quota is used by the objects of its namespace. */
export function reconcileQuota(quota: ResourceQuota, content: readonly KubeObject[]): Outcome {
  const { hard = {} } = quota.spec ?? {};
  const total = usedOf(quota, content);
  const used = Object.fromEntries(
    Object.keys(hard).map((name) => [name, formatQuantity(total.get(name) ?? ZERO)]),
  );
  const status = { hard, used };
  return canonicalJson(status) === canonicalJson(quota.status)
    ? { actions: [] }
    : { actions: [{ kind: 'updateStatus', object: { ...quota, status } }] };
}

/**
 * Why a quota does not let an object be made beside `content` (all of its namespace), in the words of Kubernetes'
 * admission; undefined when all do.
 */
export function quotaRefusal(
  object: KubeObject,
  quotas: readonly ResourceQuota[],
  content: readonly KubeObject[],
): string | undefined {
  const wanted = usageOf(object);
  for (const quota of quotas) {
    if (!isInScope(quota, object)) continue;
    const { hard = {} } = quota.spec ?? {};
    const undeclared = undeclaredIn(object, Object.keys(hard));
    if (undeclared) return forbidden(object, `failed quota: ${quota.metadata.name}: ${undeclared}`);
    const counted = Object.keys(hard).filter((name) => wanted.has(name));
    if (counted.length === 0) continue;
    const used = usedOf(quota, content);
    const over = counted
      .filter((name) => {
        const sum = addQuantities(used.get(name) ?? ZERO, wanted.get(name) ?? ZERO);
        return compareQuantities(sum, parseQuantity(hard[name] ?? 0)) > 0;
      })
      .sort();
    if (over.length === 0) continue;
    const list = (of: Usage) =>
      over.map((name) => `${name}=${formatQuantity(of.get(name) ?? ZERO)}`).join(',');
    const limited = over.map((name) => `${name}=${hard[name]}`).join(',');
    return forbidden(
      object,
      `exceeded quota: ${quota.metadata.name}, requested: ${list(wanted)}, used: ${list(used)}, limited: ${limited}`,
    );
  }
  return undefined;
}

/** Kubernetes' sentence for what admission refuses. */
export function forbidden(object: KubeObject, why: string): string {
  return `${pluralOf(object.kind)} "${object.metadata.name}" is forbidden: ${why}`;
}

function usedOf(quota: ResourceQuota, content: readonly KubeObject[]): Usage {
  const counted = content.filter((object) => isInScope(quota, object));
  return counted.reduce<Usage>((sum, object) => addUsage(sum, usageOf(object)), new Map());
}

function isInScope({ spec }: ResourceQuota, object: KubeObject): boolean {
  const scopes = spec?.scopes ?? [];
  if (scopes.length === 0) return true;
  if (object.kind !== 'Pod') return false;
  const pod = object as Pod;
  const ends = (pod.spec as { activeDeadlineSeconds?: number }).activeDeadlineSeconds !== undefined;
  const isBestEffort = pod.spec.containers.every(({ resources }) =>
    [resources?.limits, resources?.requests].every((list) => Object.keys(list ?? {}).length === 0),
  );
  const holds: Readonly<Record<string, boolean>> = {
    Terminating: ends,
    NotTerminating: !ends,
    BestEffort: isBestEffort,
    NotBestEffort: !isBestEffort,
  };
  return scopes.every((scope) => holds[scope] ?? false);
}

/** Kubernetes refuses a pod that does not say what a quota has to count. */
function undeclaredIn(object: KubeObject, names: readonly string[]): string | undefined {
  if (object.kind !== 'Pod') return undefined;
  const { containers } = (object as Pod).spec;
  const missing = names.flatMap((name) => {
    const declared = DECLARED[name];
    if (!declared) return [];
    const without = containers.filter((container) => !declares(container, ...declared));
    if (without.length === 0) return [];
    return [`must specify ${name} for: ${without.map((container) => container.name).join(',')}`];
  });
  return missing.length > 0 ? missing.sort().join('; ') : undefined;
}

function declares({ resources }: Container, list: 'requests' | 'limits', name: string): boolean {
  return (
    resources?.[list]?.[name] !== undefined ||
    (list === 'requests' && resources?.limits?.[name] !== undefined)
  );
}
