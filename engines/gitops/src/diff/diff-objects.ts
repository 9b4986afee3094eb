import { canonicalJson } from '@infraforge/kernel';
import { groupOf, type KubeObject } from '@infraforge/kube';
import { annotation, withAnnotation } from '../annotations.ts';
import { type TrackingOptions, withMethodOf } from '../tracking-method.ts';
import { withClaimsOf, withDefaults } from './defaults.ts';
import {
  type IgnoreRule,
  type ResourceOverride,
  rulesFor,
  withoutIgnored,
} from './ignore-differences.ts';
import { withKnownTypes } from './known-types.ts';
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
  /** How the live object was marked as managed; by annotation when not given. */
  readonly tracking?: TrackingOptions;
  /** Rules of an aggregated ClusterRole are the cluster's. */
  readonly ignoreAggregatedRoles?: boolean;
};

/** Compares one object as it should be with what is there; either may be missing. Throws `gitops.jq-expression`. */
export function diffObjects(
  target: KubeObject | undefined,
  live: KubeObject | undefined,
  settings: DiffSettings = {},
): ObjectDiff {
  const { ignoreDifferences = [], resourceOverrides = {} } = settings;
  const object = target ?? live;
  const rules = object ? rulesFor(object, ignoreDifferences, resourceOverrides) : [];
  const ignored = (each: KubeObject) => withoutIgnored(each, rules, { live, target });
  const group = object && groupOf(object.apiVersion);
  const type = object && (group ? `${group}/${object.kind}` : object.kind);
  const known = (each: KubeObject) =>
    type ? withKnownTypes(each, type, resourceOverrides[type]?.knownTypeFields ?? []) : each;
  const ready = (each: KubeObject) => ignored(known(normalize(each, settings)));
  const marked =
    live && target && settings.tracking ? withMethodOf(live, target, settings.tracking) : live;
  const readyLive = marked && ready(marked);
  const readyTarget = target && ready(target);
  if (!readyTarget || !readyLive) {
    const modified = readyTarget !== undefined && readyLive === undefined;
    const complete = readyLive && withDefaults(readyLive);
    return { modified, live: complete, predicted: readyTarget };
  }
  const claimed = withClaimsOf(readyTarget, readyLive);
  const wanted = withAnnotation(claimed, annotation.lastApplied, undefined);
  const last = lastAppliedOf(readyLive);
  const merged = predictedLive(wanted, readyLive, last && withoutDestination(ready(last)));
  const predicted = withDefaults(ignored(merged));
  const complete = withDefaults(readyLive);
  const modified = canonicalJson(predicted) !== canonicalJson(complete);
  return { modified, live: complete, predicted };
}

/** A namespace or an empty map of annotations that was applied and is not written any more is no removal. */
function withoutDestination(last: KubeObject): KubeObject {
  const { namespace: _namespace, annotations = {}, ...metadata } = last.metadata;
  const kept = Object.keys(annotations).length > 0 ? { ...metadata, annotations } : metadata;
  return { ...last, metadata: kept };
}
