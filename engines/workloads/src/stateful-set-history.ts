import { canonicalJson, digestOf } from '@infraforge/kernel';
import { type KubeObject, keyOf } from '@infraforge/kube';
import { controllerReference } from './labels.ts';
import { REVISION_LABEL } from './stateful-set-pods.ts';
import type { ControllerRevision, StatefulSet } from './stateful-set-types.ts';
import type { Action, PodTemplate } from './types.ts';

const DEFAULT_HISTORY_LIMIT = 10;

export type StatefulHistory = {
  /** The revision of the present template. */
  readonly update: ControllerRevision;
  /** The revision that was rolled out last. */
  readonly current: ControllerRevision;
  readonly actions: readonly Action[];
};

/** The revisions of a StatefulSet: one a template, numbered anew when a template comes back. */
export function statefulHistory(
  set: StatefulSet,
  known: readonly ControllerRevision[],
  pods: readonly KubeObject[],
): StatefulHistory {
  const name = `${set.metadata.name}-${digestOf(set.spec.template).slice(0, 10)}`;
  const highest = Math.max(0, ...known.map(({ revision }) => revision));
  const found = known.find((revision) => revision.metadata.name === name);
  const isNewest = found !== undefined && found.revision === highest;
  const update = isNewest
    ? found
    : found
      ? { ...found, revision: highest + 1 }
      : newRevision(set, name, highest + 1);
  const current =
    known.find((revision) => revision.metadata.name === set.status?.currentRevision) ?? update;
  const kept = new Set([
    update.metadata.name,
    current.metadata.name,
    ...pods.map((pod) => pod.metadata.labels?.[REVISION_LABEL]),
  ]);
  const idle = known
    .filter((revision) => !kept.has(revision.metadata.name))
    .sort((left, right) => left.revision - right.revision);
  const limit = set.spec.revisionHistoryLimit ?? DEFAULT_HISTORY_LIMIT;
  return {
    update,
    current,
    actions: [
      ...(isNewest ? [] : [{ kind: found ? 'update' : 'create', object: update } as const]),
      ...idle
        .slice(0, Math.max(0, idle.length - limit))
        .map((old): Action => ({ kind: 'delete', key: keyOf(old), uid: old.metadata.uid })),
    ],
  };
}

/** True when nothing would have to be written for this status. */
export function isSame(left: unknown, right: unknown): boolean {
  return canonicalJson(left) === canonicalJson(right);
}

/** The pod template that a revision keeps. */
export function templateOf(revision: ControllerRevision): PodTemplate {
  return revision.data.spec.template;
}

function newRevision(set: StatefulSet, name: string, revision: number): ControllerRevision {
  return {
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: {
      name,
      namespace: set.metadata.namespace ?? '',
      labels: { ...set.spec.template.metadata?.labels, [REVISION_LABEL]: name },
      ownerReferences: [controllerReference(set)],
    },
    data: { spec: { template: set.spec.template } },
    revision,
  };
}
