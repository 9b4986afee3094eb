import { canonicalJson } from '@infraforge/kernel';
import type { KubeObject } from '@infraforge/kube';
import { annotation, withAnnotation } from '../annotations.ts';
import { withDefaults } from './defaults.ts';
import {
  type IgnoreRule,
  type ResourceOverride,
  rulesFor,
  withoutIgnored,
} from './ignore-differences.ts';
import { normalize } from './normalize.ts';
import { lastAppliedOf, predictedLive } from './three-way.ts';

export type ObjectDiff = {
  /** True when applying the target would change the live object. */
  readonly modified: boolean;
  readonly live: KubeObject | undefined;
  /** The live object after an apply, undefined when the target is not wanted any more. */
  readonly predicted: KubeObject | undefined;
};

export type DiffSettings = {
  readonly ignoreDifferences?: readonly IgnoreRule[];
  readonly resourceOverrides?: Readonly<Record<string, ResourceOverride>>;
  /** Rules of an aggregated ClusterRole are the cluster's. */
  readonly ignoreAggregatedRoles?: boolean;
};

/** Compares one object as it should be with what is there; either may be missing. */
export function diffObjects(
  target: KubeObject | undefined,
  live: KubeObject | undefined,
  settings: DiffSettings = {},
): ObjectDiff {
  const { ignoreDifferences = [], resourceOverrides = {} } = settings;
  const object = target ?? live;
  const rules = object ? rulesFor(object, ignoreDifferences, resourceOverrides) : [];
  const ready = (each: KubeObject) =>
    withoutIgnored(normalize(each, settings), rules, live ?? each);
  const readyLive = live && ready(live);
  const readyTarget = target && ready(target);
  if (!readyTarget || !readyLive) {
    const modified = readyTarget !== undefined && readyLive === undefined;
    const complete = readyLive && withDefaults(readyLive);
    return { modified, live: complete, predicted: readyTarget };
  }
  const wanted = withAnnotation(readyTarget, annotation.lastApplied, undefined);
  const last = lastAppliedOf(live);
  const merged = predictedLive(wanted, readyLive, last && ready(last));
  const predicted = withDefaults(ready(merged));
  const complete = withDefaults(readyLive);
  const modified = canonicalJson(predicted) !== canonicalJson(complete);
  return { modified, live: complete, predicted };
}
