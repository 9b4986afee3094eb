import { canonicalJson } from '@infraforge/kernel';
import type { KubeObject } from '@infraforge/kube';
import { annotation, withAnnotation } from '../annotations.ts';
import { normalize } from './normalize.ts';
import { predictedLive } from './three-way.ts';

export type ObjectDiff = {
  /** True when applying the target would change the live object. */
  readonly modified: boolean;
  readonly live: KubeObject | undefined;
  /** The live object after an apply, undefined when the target is not wanted any more. */
  readonly predicted: KubeObject | undefined;
};

/** Compares one object as it should be with what is there; either may be missing. */
export function diffObjects(
  target: KubeObject | undefined,
  live: KubeObject | undefined,
): ObjectDiff {
  const normalLive = live && normalize(live);
  const normalTarget = target && normalize(target);
  if (!normalTarget || !normalLive) {
    return { modified: normalTarget !== normalLive, live: normalLive, predicted: normalTarget };
  }
  const wanted = withAnnotation(normalTarget, annotation.lastApplied, undefined);
  const predicted = normalize(predictedLive(wanted, normalLive));
  const modified = canonicalJson(predicted) !== canonicalJson(normalLive);
  return { modified, live: normalLive, predicted };
}
