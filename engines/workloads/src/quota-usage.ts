import {
  addQuantities,
  compareQuantities,
  groupOf,
  type KubeObject,
  parseQuantity,
  type Quantity,
} from '@infraforge/kube';
import type { Container, Pod } from './types.ts';

/** How much of each resource something takes. */
export type Usage = ReadonlyMap<string, Quantity>;

type Amounts = Readonly<Record<string, string | number>>;

const ONE = parseQuantity(1);
const ZERO = parseQuantity(0);

/** Kinds that have a resource name of their own in quotas, beside `count/<plural>.<group>`. */
const NAMED = new Set([
  'configmaps',
  'persistentvolumeclaims',
  'replicationcontrollers',
  'resourcequotas',
  'secrets',
  'services',
]);

/** What an object takes of the quotas of its namespace, by the names that `spec.hard` has for it. */
export function usageOf(object: KubeObject): Usage {
  const group = groupOf(object.apiVersion);
  const plural = pluralOf(object.kind);
  const usage = new Map<string, Quantity>([
    [`count/${group ? `${plural}.${group}` : plural}`, ONE],
  ]);
  if (group !== '') return usage;
  if (NAMED.has(plural)) usage.set(plural, ONE);
  if (object.kind === 'Pod') addPod(usage, object as Pod);
  if (object.kind === 'Service') addService(usage, object);
  if (object.kind === 'PersistentVolumeClaim') {
    const { resources } = (object.spec ?? {}) as { resources?: { requests?: Amounts } };
    const storage = resources?.requests?.storage;
    if (storage !== undefined) usage.set('requests.storage', parseQuantity(storage));
  }
  return usage;
}

/** `ingresses`, `networkpolicies`: the name of a kind in a path and in a quota. */
export function pluralOf(kind: string): string {
  const lower = kind.toLowerCase();
  if (/(s|x|ch)$/.test(lower)) return `${lower}es`;
  return /[^aeiou]y$/.test(lower) ? `${lower.slice(0, -1)}ies` : `${lower}s`;
}

/** The sum of two usages. */
export function addUsage(left: Usage, right: Usage): Usage {
  const sum = new Map(left);
  for (const [name, amount] of right) sum.set(name, addQuantities(sum.get(name) ?? ZERO, amount));
  return sum;
}

function addPod(usage: Map<string, Quantity>, pod: Pod): void {
  if (pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed') return;
  usage.set('pods', ONE);
  for (const [name, amount] of podAmounts(pod, requestsOf)) {
    usage.set(`requests.${name}`, amount);
    usage.set(name, amount);
  }
  for (const [name, amount] of podAmounts(pod, ({ resources }) => resources?.limits ?? {})) {
    usage.set(`limits.${name}`, amount);
  }
}

/** A request that is not there is the limit. */
function requestsOf({ resources }: Container): Amounts {
  return { ...resources?.limits, ...resources?.requests };
}

/** Init containers run one after the other before the others: the larger of the two counts. */
function podAmounts({ spec }: Pod, of: (container: Container) => Amounts): Usage {
  let running: Usage = new Map();
  for (const container of spec.containers) running = addUsage(running, amountsOf(of(container)));
  const most = new Map(running);
  for (const container of spec.initContainers ?? []) {
    for (const [name, amount] of amountsOf(of(container))) {
      const before = most.get(name);
      if (!before || compareQuantities(amount, before) > 0) most.set(name, amount);
    }
  }
  return most;
}

function amountsOf(amounts: Amounts): Usage {
  return new Map(Object.entries(amounts).map(([name, text]) => [name, parseQuantity(text)]));
}

function addService(usage: Map<string, Quantity>, service: KubeObject): void {
  const { type, ports = [] } = (service.spec ?? {}) as { type?: string; ports?: unknown[] };
  if (type === 'LoadBalancer') usage.set('services.loadbalancers', ONE);
  if (type === 'LoadBalancer' || type === 'NodePort') {
    usage.set('services.nodeports', parseQuantity(ports.length));
  }
}
