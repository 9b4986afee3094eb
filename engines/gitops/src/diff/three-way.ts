import { canonicalJson } from '@infraforge/kernel';
import {
  groupOf,
  jsonMergePatch,
  type KubeObject,
  mergeTypeOf,
  strategicMerge,
} from '@infraforge/kube';
import { annotation, annotationOf, withAnnotation } from '../annotations.ts';
import { isRecord } from '../fields.ts';
import { applyPatch } from './apply-patch.ts';

/**
 * What the live object becomes when the target is applied to it: three-way with the configuration that was applied last
 * (by default the one that the live object carries), two-way where there is none. Lists of built-in kinds merge by their keys; custom resources
 * follow JSON merge patch. Source: kubectl apply, gitops-engine `pkg/diff`.
 */
export function predictedLive(
  target: KubeObject,
  live: KubeObject,
  last: KubeObject = lastAppliedOf(live) ?? target,
): KubeObject {
  const sides = { last, target, live };
  if (!isBuiltIn(target)) return jsonMergePatch(live, applyPatch(sides, {})) as KubeObject;
  const patch = applyPatch(sides, mergeTypeOf(target.kind, groupOf(target.apiVersion)));
  return strategicMerge(live, patch, { kind: target.kind }) as KubeObject;
}

/** The object to write so that the cluster has the target: keeps what others own, records what was applied. */
export function appliedObject(target: KubeObject, live: KubeObject | undefined): KubeObject {
  const plain = withAnnotation(target, annotation.lastApplied, undefined);
  const next = live ? predictedLive(plain, live) : plain;
  return withAnnotation(next, annotation.lastApplied, canonicalJson(recordOf(plain)));
}

/** What is recorded as applied: of a Secret the names of its values, which is enough to know what is removed. */
function recordOf(target: KubeObject): KubeObject {
  if (target.kind !== 'Secret' || target.apiVersion !== 'v1') return target;
  const masked = (map: unknown) =>
    isRecord(map) ? Object.fromEntries(Object.keys(map).map((key) => [key, '++++++++'])) : map;
  const { data, stringData } = target;
  return {
    ...target,
    ...(data !== undefined && { data: masked(data) }),
    ...(stringData !== undefined && { stringData: masked(stringData) }),
  };
}

/** The configuration that was applied last; undefined when there is none that can be read. */
export function lastAppliedOf(live: KubeObject): KubeObject | undefined {
  const text = annotationOf(live, annotation.lastApplied);
  if (text === undefined) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    return isRecord(parsed) && isRecord(parsed.metadata) ? (parsed as KubeObject) : undefined;
  } catch {
    return undefined;
  }
}

/** Kinds of the API server itself: groups without a dot, and `*.k8s.io`. */
export function isBuiltIn(object: KubeObject): boolean {
  const group = groupOf(object.apiVersion);
  return !group.includes('.') || group.endsWith('.k8s.io');
}
