import { canonicalJson } from '@infraforge/kernel';
import type { KubeObject } from '@infraforge/kube';
import { annotation, annotationOf, withAnnotation } from '../annotations.ts';
import { isRecord } from '../fields.ts';
import { normalize } from './normalize.ts';
import { lastAppliedOf } from './three-way.ts';

type Sides = { readonly target: KubeObject | undefined; readonly live: KubeObject | undefined };

/**
 * Two sides of a Secret as they may be shown: equal values are runs of `+` of equal length, different ones of different
 * length. The annotations that are named, and the last-applied configuration, are treated alike.
 */
export function hideSecrets(
  target: KubeObject | undefined,
  live: KubeObject | undefined,
  hiddenAnnotations: readonly string[],
): Sides {
  const masks = new Map<string, Map<unknown, string>>();
  const mask = (place: string, value: unknown): string => {
    const known = masks.get(place) ?? new Map<unknown, string>();
    masks.set(place, known);
    const text = known.get(value) ?? '+'.repeat(8 + 4 * known.size);
    known.set(value, text);
    return text;
  };
  const hide = (object: KubeObject): KubeObject => {
    const plain = normalize(object);
    const named = hiddenAnnotations.reduce((each, name) => {
      const value = annotationOf(each, name);
      return value === undefined
        ? each
        : withAnnotation(each, name, mask(`annotation ${name}`, value));
    }, plain);
    if (!isRecord(named.data)) return named;
    const data = Object.entries(named.data).map(([key, value]) => [key, mask(key, value)]);
    return { ...named, data: Object.fromEntries(data) };
  };
  const shownTarget = target && hide(target);
  const shownLive = live && hide(live);
  const last = live && lastAppliedOf(live);
  const withLast =
    shownLive && isRecord(last)
      ? withAnnotation(shownLive, annotation.lastApplied, canonicalJson(hide(last as KubeObject)))
      : shownLive;
  return { target: shownTarget, live: withLast };
}
