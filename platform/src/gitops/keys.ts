import type { ObjectKey } from '@infraforge/kube';
import { CONTROL_NAMESPACE } from '../services/describe-service.ts';

export function applicationKey(name: string): ObjectKey {
  return { group: 'argoproj.io', kind: 'Application', namespace: CONTROL_NAMESPACE, name };
}

export function projectKey(name: string): ObjectKey {
  return { group: 'argoproj.io', kind: 'AppProject', namespace: CONTROL_NAMESPACE, name };
}

export function applicationSetKey(name: string): ObjectKey {
  return { group: 'argoproj.io', kind: 'ApplicationSet', namespace: CONTROL_NAMESPACE, name };
}

/** Argo CD's settings, of which the customizations of resources are read. */
export const configKey: ObjectKey = {
  group: '',
  kind: 'ConfigMap',
  namespace: CONTROL_NAMESPACE,
  name: 'argocd-cm',
};
