import { groupOf, type KubeObject, type ObjectKey } from '@infraforge/kube';
import { annotation, annotationOf, withAnnotation } from './annotations.ts';

/** What a tracking annotation says: the application, and the object that it was written for. */
export type TrackingId = { readonly application: string; readonly key: ObjectKey };

/**
 * Argo CD's `<application>:<group>/<kind>:<namespace>/<name>`. Cluster-scoped objects carry the destination namespace,
 * as the real code writes it (conformance/argocd/sync/tracking.yaml).
 */
export function trackingId(
  application: string,
  object: KubeObject,
  defaultNamespace: string,
): string {
  const { name, namespace = defaultNamespace } = object.metadata;
  return `${application}:${groupOf(object.apiVersion)}/${object.kind}:${namespace}/${name}`;
}

/** The object with its tracking annotation. Custom resource definitions are never stamped. */
export function stamp(
  application: string,
  object: KubeObject,
  defaultNamespace: string,
): KubeObject {
  if (isCustomResourceDefinition(object)) return object;
  return withAnnotation(
    object,
    annotation.tracking,
    trackingId(application, object, defaultNamespace),
  );
}

/** Reads a tracking annotation; undefined when the text is none. */
export function parseTrackingId(text: string): TrackingId | undefined {
  const [application, type, place, ...rest] = text.split(':');
  if (application === undefined || type === undefined || place === undefined) return undefined;
  const [group, kind, ...moreType] = type.split('/');
  const [namespace, name, ...moreName] = [...place.split('/').slice(0, 1), ...tail(place, rest)];
  if (group === undefined || kind === undefined || moreType.length > 0) return undefined;
  if (namespace === undefined || name === undefined || moreName.length > 0) return undefined;
  return { application, key: { group, kind, namespace, name } };
}

/** Names of RBAC objects may contain colons: everything after the first `/` of the place is the name. */
function tail(place: string, rest: readonly string[]): readonly string[] {
  const slash = place.indexOf('/');
  return slash === -1 ? [] : [[place.slice(slash + 1), ...rest].join(':')];
}

/**
 * The application that manages a live object, undefined when none does. An annotation that was written for another
 * object, as in a copied manifest, does not count.
 */
export function managerOf(object: KubeObject): string | undefined {
  const text = annotationOf(object, annotation.tracking);
  const id = text === undefined ? undefined : parseTrackingId(text);
  if (!id) return undefined;
  const { namespace } = object.metadata;
  const own =
    id.key.name === object.metadata.name &&
    id.key.kind === object.kind &&
    id.key.group === groupOf(object.apiVersion) &&
    (namespace === undefined || namespace === '' || namespace === id.key.namespace);
  return own ? id.application : undefined;
}

/** Argo CD leaves their annotations alone: they belong to the whole cluster. */
export function isCustomResourceDefinition(object: KubeObject): boolean {
  return (
    object.kind === 'CustomResourceDefinition' &&
    groupOf(object.apiVersion) === 'apiextensions.k8s.io'
  );
}
