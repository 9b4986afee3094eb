import { canonicalJson } from '@infraforge/kernel';
import { formatKey } from '@infraforge/kube';
import { type Comparison, resourceStatus } from '../compare.ts';
import { listAt, member, textAt } from '../fields.ts';
import { type ApplicationHealth, aggregateHealth } from '../health/aggregate-health.ts';
import { type HealthChecks, platformChecks } from '../health/assess-health.ts';
import type { Application, ApplicationStatus, Condition, HealthCode, SyncCode } from '../types.ts';
import { timeText } from './operation-state.ts';
import { revisionFields, revisionText } from './revisions.ts';

export type Finding = { readonly type: string; readonly message: string };

export type Observed = {
  /** Undefined: the manifests could not be made, so nothing is known about the resources. */
  readonly comparison: Comparison | undefined;
  /** As `revisionText` writes it. */
  readonly revision: string | undefined;
  readonly sourceType: string | undefined;
  readonly findings: readonly Finding[];
};

/** Status of an application from what was found now, in Argo CD's shape; times of what did not change are kept. */
export function buildStatus(
  application: Application,
  observed: Observed,
  now: Date,
  checks: HealthChecks = platformChecks,
): ApplicationStatus {
  const before = application.status ?? {};
  const { comparison, revision, sourceType, findings } = observed;
  const sync: SyncCode = comparison?.status ?? 'Unknown';
  const health =
    comparison && aggregateHealth(application.metadata.name, comparison.resources, checks);
  const { source, sources, destination } = application.spec ?? {};
  const several = sources !== undefined && sources.length > 0;
  const known = revision ?? revisionText(before.sync ?? {});
  return {
    ...before,
    sync: {
      status: sync,
      ...(known !== undefined && revisionFields(known, several)),
      comparedTo: { ...(several ? { sources } : { source }), destination },
    },
    health: withTransition(health?.health ?? { status: 'Unknown' }, before.health, now),
    resources: comparison && health ? resourcesOf(comparison, health) : (before.resources ?? []),
    conditions: conditionsOf(before.conditions ?? [], findings, now),
    summary: comparison ? summaryOf(comparison) : (before.summary ?? {}),
    ...(sourceType !== undefined && { sourceType }),
    reconciledAt: timeText(now),
  };
}

/** True when two statuses say the same: the time of the last look alone is not worth a write. */
export function sameStatus(
  left: ApplicationStatus | undefined,
  right: ApplicationStatus | undefined,
): boolean {
  const { reconciledAt: _left, ...first } = left ?? {};
  const { reconciledAt: _right, ...second } = right ?? {};
  return canonicalJson(first) === canonicalJson(second);
}

function resourcesOf(comparison: Comparison, { resources }: ApplicationHealth) {
  return comparison.resources.map((resource) => {
    const health = resources.get(formatKey(resource.key));
    return { ...resourceStatus(resource), ...(health && { health }) };
  });
}

type Transition = { readonly status: HealthCode; readonly message?: string };

function withTransition(
  health: Transition,
  before: (Transition & { readonly lastTransitionTime?: string }) | undefined,
  now: Date,
): Transition & { readonly lastTransitionTime: string } {
  const kept = before?.status === health.status ? before.lastTransitionTime : undefined;
  return { ...health, lastTransitionTime: kept ?? timeText(now) };
}

function conditionsOf(
  before: readonly Condition[],
  findings: readonly Finding[],
  now: Date,
): readonly Condition[] {
  return findings.map(({ type, message }) => {
    const same = before.find((entry) => entry.type === type && entry.message === message);
    return same ?? { type, message, lastTransitionTime: timeText(now) };
  });
}

/** Images that run, and URLs that lead in: hosts of the Ingresses. */
function summaryOf(comparison: Comparison): NonNullable<ApplicationStatus['summary']> {
  const images = new Set<string>();
  const urls = new Set<string>();
  for (const { live } of comparison.resources) {
    if (!live) continue;
    const pod = member(live, 'spec', 'template', 'spec') ?? member(live, 'spec');
    for (const list of ['initContainers', 'containers']) {
      for (const container of listAt(pod, list)) images.add(textAt(container, 'image'));
    }
    if (live.kind !== 'Ingress') continue;
    const secure = listAt(live, 'spec', 'tls').length > 0;
    for (const rule of listAt(live, 'spec', 'rules')) {
      const host = textAt(rule, 'host');
      if (host) urls.add(`${secure ? 'https' : 'http'}://${host}/`);
    }
  }
  images.delete('');
  return {
    ...(urls.size > 0 && { externalURLs: [...urls].sort() }),
    ...(images.size > 0 && { images: [...images].sort() }),
  };
}
