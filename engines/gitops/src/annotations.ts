import type { KubeObject } from '@infraforge/kube';

/** Annotations on Applications and on the resources that they manage: Argo CD's, and our own for pins. */
export const annotation = {
  compareOptions: 'argocd.argoproj.io/compare-options',
  deletionApproved: 'argocd.argoproj.io/deletion-approved',
  hook: 'argocd.argoproj.io/hook',
  hookDeletePolicy: 'argocd.argoproj.io/hook-delete-policy',
  ignoreHealthcheck: 'argocd.argoproj.io/ignore-healthcheck',
  ignoreRestartPolicy: 'argocd.argoproj.io/ignore-restart-policy',
  installationId: 'argocd.argoproj.io/installation-id',
  lastApplied: 'kubectl.kubernetes.io/last-applied-configuration',
  pin: 'infraforge.io/pin',
  refresh: 'argocd.argoproj.io/refresh',
  syncOptions: 'argocd.argoproj.io/sync-options',
  syncWave: 'argocd.argoproj.io/sync-wave',
  tracking: 'argocd.argoproj.io/tracking-id',
} as const;

/** Keeps an Application until its resources are gone. */
export const resourcesFinalizer = 'resources-finalizer.argocd.argoproj.io';
/** Keeps a hook until the sync has read its outcome. */
export const hookFinalizer = 'argocd.argoproj.io/hook-finalizer';

/** The text of an annotation, undefined when there is none. Values that are no text count as none. */
export function annotationOf(object: KubeObject, name: string): string | undefined {
  const value: unknown = object.metadata.annotations?.[name];
  return typeof value === 'string' ? value : undefined;
}

/** A comma-separated annotation as its trimmed, non-empty entries. */
export function annotationList(object: KubeObject, name: string): readonly string[] {
  return (annotationOf(object, name) ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

/** True when a comma-separated annotation names the option, such as `Prune=false`. */
export function hasOption(object: KubeObject, name: string, option: string): boolean {
  return annotationList(object, name).includes(option);
}

/** The object with one annotation set, or taken away when the value is undefined. */
export function withAnnotation(
  object: KubeObject,
  name: string,
  value: string | undefined,
): KubeObject {
  if (value === undefined && object.metadata.annotations?.[name] === undefined) return object;
  const { [name]: _before, ...others } = object.metadata.annotations ?? {};
  const next = value === undefined ? others : { ...others, [name]: value };
  const { annotations: _annotations, ...metadata } = object.metadata;
  const kept = Object.keys(next).length > 0 ? { ...metadata, annotations: next } : metadata;
  return { ...object, metadata: kept };
}
