import type { KubeObject } from '@infraforge/kube';
import { annotation, annotationOf, withAnnotation } from './annotations.ts';
import {
  isCustomResourceDefinition,
  parseTrackingId,
  type TrackingId,
  trackingId,
} from './tracking.ts';

/**
 * How Argo CD marks what it manages (`application.resourceTrackingMethod`). Ours is `annotation`; the others are for
 * reading clusters that a real Argo CD manages.
 */
export type TrackingOptions = {
  readonly method: 'annotation' | 'label' | 'annotation+label';
  /** `app.kubernetes.io/instance` unless configured otherwise. */
  readonly labelKey: string;
  /** Tells several Argo CDs on one cluster apart. */
  readonly installationId?: string;
};

/** What a label may hold (`annotation+label` cuts to it, `label` does not). */
const LABEL_LIMIT = 63;

/** The object marked as managed by an application. */
export function track(
  application: string,
  object: KubeObject,
  defaultNamespace: string,
  options: TrackingOptions,
): KubeObject {
  const { method, labelKey, installationId } = options;
  if (isCustomResourceDefinition(object) && method !== 'label') return object;
  if (method === 'label') return withLabel(object, labelKey, application);
  const id = trackingId(application, object, defaultNamespace);
  const marked = withAnnotation(
    withAnnotation(object, annotation.tracking, id),
    annotation.installationId,
    installationId,
  );
  const short = application.slice(0, LABEL_LIMIT).replace(/[-_.]+$/, '');
  return method === 'annotation' ? marked : withLabel(marked, labelKey, short);
}

/** The object without the marks of its method. */
export function untrack(object: KubeObject, { method, labelKey }: TrackingOptions): KubeObject {
  const unlabelled = method === 'annotation' ? object : withLabel(object, labelKey, undefined);
  if (method === 'label') return unlabelled;
  const bare = withAnnotation(unlabelled, annotation.tracking, undefined);
  return withAnnotation(bare, annotation.installationId, undefined);
}

export type Tracked = {
  readonly application: string;
  /** Undefined where only a label says it. */
  readonly id: TrackingId | undefined;
};

/** Which application an object says it belongs to; empty when it says none, or another installation's. */
export function trackedBy(object: KubeObject, options: TrackingOptions): Tracked {
  if (options.method === 'label') {
    return { application: object.metadata.labels?.[options.labelKey] ?? '', id: undefined };
  }
  const { installationId } = options;
  const other = annotationOf(object, annotation.installationId) !== installationId;
  const text = annotationOf(object, annotation.tracking);
  const id = text === undefined ? undefined : parseTrackingId(text);
  if (!id || (installationId !== undefined && other)) return { application: '', id: undefined };
  return { application: id.application, id };
}

/**
 * The live object as the method would have marked it, so that a cluster that was tracked by labels before is no drift:
 * the target's annotation is put in where there is none, and a label that the target does not have is taken out.
 */
export function withMethodOf(
  live: KubeObject,
  target: KubeObject,
  { method, labelKey }: TrackingOptions,
): KubeObject {
  const instance = live.metadata.labels?.[labelKey];
  if (method === 'label' || instance === undefined) return live;
  if (isCustomResourceDefinition(live)) return live;
  const wanted = annotationOf(target, annotation.tracking);
  const marked =
    annotationOf(live, annotation.tracking) === undefined
      ? withAnnotation(live, annotation.tracking, wanted)
      : live;
  return target.metadata.labels?.[labelKey] === undefined
    ? withLabel(marked, labelKey, undefined)
    : marked;
}

function withLabel(object: KubeObject, name: string, value: string | undefined): KubeObject {
  const { [name]: _before, ...others } = object.metadata.labels ?? {};
  const labels = value === undefined ? others : { ...others, [name]: value };
  const { labels: _labels, ...metadata } = object.metadata;
  const kept = Object.keys(labels).length > 0 ? { ...metadata, labels } : metadata;
  return { ...object, metadata: kept };
}
