import { formatKey } from '@infraforge/kube';
import { annotation, annotationOf } from '../annotations.ts';
import type { ComparedResource } from '../compare.ts';
import { isHook, isSkipped } from '../sync/hooks.ts';
import type { Health, HealthCode } from '../types.ts';
import { assessHealth, type HealthChecks, platformChecks } from './assess-health.ts';

/** Best first. Source: gitops-engine pkg/health (`healthOrder`). */
const order: readonly HealthCode[] = [
  'Healthy',
  'Suspended',
  'Progressing',
  'Missing',
  'Degraded',
  'Unknown',
];

export type ApplicationHealth = {
  readonly health: Health;
  /** Health of each resource, by `formatKey` of its key; none for kinds that have no health. */
  readonly resources: ReadonlyMap<string, Health>;
};

/**
 * Health of an application: the worst of its resources, naming up to three of them. Hooks, resources that ask to be
 * ignored, missing ones and the application itself do not count; with nothing live at all it is Missing. A child
 * Application that is Unknown does not count either. Source: controller/health.go.
 */
export function aggregateHealth(
  application: string,
  compared: readonly ComparedResource[],
  checks: HealthChecks = platformChecks,
): ApplicationHealth {
  const resources = new Map<string, Health>();
  const counted: { readonly resource: ComparedResource; readonly status: HealthCode }[] = [];
  const relevant = compared.filter((resource) => counts(resource, application));
  for (const resource of relevant) {
    const { live, key } = resource;
    const health: Health | undefined = live ? assessHealth(live, checks) : { status: 'Missing' };
    if (!health) continue;
    resources.set(formatKey(key), health);
    const child = key.kind === 'Application' && key.group === 'argoproj.io';
    if (!live || (child && (health.status === 'Unknown' || health.status === 'Missing'))) continue;
    counted.push({ resource, status: health.status });
  }
  if (relevant.length > 0 && relevant.every(({ live }) => live === undefined)) {
    return { health: { status: 'Missing' }, resources };
  }
  return { health: worst(counted), resources };
}

function worst(
  counted: readonly { readonly resource: ComparedResource; readonly status: HealthCode }[],
): Health {
  const rank = Math.max(0, ...counted.map(({ status }) => order.indexOf(status)));
  const status = order[rank] ?? 'Unknown';
  if (status === 'Healthy') return { status };
  const names = counted
    .filter((entry) => entry.status === status)
    .map(({ resource: { key } }) => {
      const place = key.namespace ? `${key.namespace}/${key.name}` : key.name;
      return `${key.group}/${key.kind}:${place}`;
    });
  const others = names.length > 3 ? ` and ${names.length - 3} more` : '';
  return { status, message: `Caused by ${names.slice(0, 3).join(', ')}${others}` };
}

function counts({ target, live, key }: ComparedResource, application: string): boolean {
  if (target && (isSkipped(target) || isHook(target))) return false;
  if (!live) return true;
  if (isHook(live) || annotationOf(live, annotation.ignoreHealthcheck) === 'true') return false;
  const itself = key.group === 'argoproj.io' && key.kind === 'Application';
  return !(itself && key.name === application);
}
