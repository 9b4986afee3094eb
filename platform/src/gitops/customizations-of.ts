import { type Customizations, noCustomizations, readCustomizations } from '@infraforge/gitops';
import type { KubeObject } from '@infraforge/kube';
import { configKey } from './keys.ts';
import type { ReadableView } from './snapshot-view.ts';

const known = new WeakMap<KubeObject, Customizations>();

/** The customizations of this installation (ConfigMap `argocd-cm`), read once for each version of it. */
export function customizationsOf(view: Pick<ReadableView, 'get'>): Customizations {
  const config = view.get(configKey);
  if (!config) return noCustomizations;
  const customizations = known.get(config) ?? readCustomizations(config);
  known.set(config, customizations);
  return customizations;
}
