import { formatKey, groupOf, type KubeObject, keyOf, type ObjectKey } from '@infraforge/kube';
import { annotation, hasOption } from './annotations.ts';
import { type DiffSettings, diffObjects } from './diff/diff-objects.ts';
import type { IgnoreRule, ResourceOverride } from './diff/ignore-differences.ts';
import { isHook, isSkipped, waveOf } from './sync/hooks.ts';
import { managerOf } from './tracking.ts';
import type { ResourceStatus, SyncCode } from './types.ts';

/** One resource of an application: as it should be, as it is, and how the two compare. */
export type ComparedResource = {
  readonly key: ObjectKey;
  /** Undefined: it is not in the source any more. */
  readonly target: KubeObject | undefined;
  /** Undefined: it is not in the cluster. */
  readonly live: KubeObject | undefined;
  /** Undefined for hooks and ignored resources: they do not count. */
  readonly status: SyncCode | undefined;
  readonly requiresPruning: boolean;
};

export type Comparison = {
  readonly status: 'Synced' | 'OutOfSync';
  readonly resources: readonly ComparedResource[];
};

export type CompareInput = {
  readonly application: string;
  /** Stamped and namespaced, as `desiredObjects` gives them. */
  readonly desired: readonly KubeObject[];
  /** `spec.ignoreDifferences` of the application. */
  readonly ignoreDifferences?: readonly IgnoreRule[];
  /** `resource.customizations` of the installation. */
  readonly resourceOverrides?: Readonly<Record<string, ResourceOverride>>;
  /** What the application manages, and whatever stands where a desired object goes. */
  readonly live: readonly KubeObject[];
};

/**
 * Argo CD's comparison: OutOfSync when an object differs, is missing, or is there without being wanted. Hooks and
 * objects that say `IgnoreExtraneous` do not count. Source: controller/state.go.
 */
export function compare(input: CompareInput): Comparison {
  const { application, desired, live, ignoreDifferences = [], resourceOverrides = {} } = input;
  const settings = { ignoreDifferences, resourceOverrides };
  const liveByKey = new Map(live.map((object) => [formatKey(keyOf(object)), object]));
  const resources: ComparedResource[] = [];
  for (const target of desired) {
    const id = formatKey(keyOf(target));
    const found = liveByKey.get(id);
    liveByKey.delete(id);
    resources.push(compareWanted(target, found, settings));
  }
  for (const extra of liveByKey.values()) {
    if (managerOf(extra) === application) resources.push(compareExtra(extra));
  }
  const changed = resources.some(({ status }) => status === 'OutOfSync');
  return { status: changed ? 'OutOfSync' : 'Synced', resources };
}

function compareWanted(
  target: KubeObject,
  live: KubeObject | undefined,
  settings: DiffSettings,
): ComparedResource {
  const counts = !isHook(target) && !isSkipped(target);
  const status = diffObjects(target, live, settings).modified ? 'OutOfSync' : 'Synced';
  return {
    key: keyOf(target),
    target,
    live,
    status: counts ? status : undefined,
    requiresPruning: false,
  };
}

function compareExtra(live: KubeObject): ComparedResource {
  const counts = !isHook(live) && !hasOption(live, annotation.compareOptions, 'IgnoreExtraneous');
  return {
    key: keyOf(live),
    target: undefined,
    live,
    status: counts ? 'OutOfSync' : undefined,
    requiresPruning: counts,
  };
}

/** The entry of a resource in `status.resources`. */
export function resourceStatus(resource: ComparedResource): ResourceStatus {
  const object = resource.target ?? resource.live;
  const wave = object ? waveOf(object) : 0;
  const version = object?.apiVersion ?? '';
  return {
    group: resource.key.group,
    version: groupOf(version) ? version.slice(version.indexOf('/') + 1) : version,
    kind: resource.key.kind,
    namespace: resource.key.namespace,
    name: resource.key.name,
    ...(resource.status && { status: resource.status }),
    ...(object && isHook(object) && { hook: true }),
    ...(resource.requiresPruning && { requiresPruning: true }),
    ...(wave !== 0 && { syncWave: wave }),
  };
}
