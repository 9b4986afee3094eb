import type { KubeObject } from '@infraforge/kube';
import { annotation, annotationList, annotationOf } from '../annotations.ts';
import type { SyncPhase } from '../types.ts';

const argoTypes = ['PreSync', 'Sync', 'PostSync', 'SyncFail', 'Skip'];
const helmHook = 'helm.sh/hook';
const helmPhases: Readonly<Record<string, string>> = {
  'pre-install': 'PreSync',
  'pre-upgrade': 'PreSync',
  'post-install': 'PostSync',
  'post-upgrade': 'PostSync',
};
const phases: readonly string[] = ['PreSync', 'Sync', 'PostSync', 'SyncFail'];

/** What a hook does during a sync, without repetition; Helm's hooks are read when there is none of Argo CD's. */
export function hookTypes(object: KubeObject): readonly string[] {
  const own = annotationList(object, annotation.hook).filter((type) => argoTypes.includes(type));
  if (own.length > 0) return [...new Set(own)];
  const helm = annotationList(object, helmHook).flatMap((type) => helmPhases[type] ?? []);
  return [...new Set(helm)];
}

/** True for an object that is only there to be run by a sync or a deletion. */
export function isHook(object: KubeObject): boolean {
  if (annotationOf(object, annotation.hook) !== undefined) return !isSkipped(object);
  const helm = annotationList(object, helmHook);
  return helm.length > 0 && !(helm.length === 1 && helm[0] === 'crd-install');
}

/** True for a hook that says only `Skip`: it is left alone. */
export function isSkipped(object: KubeObject): boolean {
  const types = hookTypes(object);
  return types.length === 1 && types[0] === 'Skip';
}

/** The phases in which a sync applies the object: `Sync` for what is no hook. */
export function syncPhases(object: KubeObject): readonly SyncPhase[] {
  if (isSkipped(object)) return [];
  if (!isHook(object)) return ['Sync'];
  return hookTypes(object).filter((type): type is SyncPhase => phases.includes(type));
}

/** When a hook runs as its application is deleted; these are the controller's and no part of a sync. */
export function deletionHooks(object: KubeObject): readonly ('PreDelete' | 'PostDelete')[] {
  const own = annotationList(object, annotation.hook);
  const helm = annotationList(object, helmHook);
  return [
    ...(own.includes('PreDelete') || helm.includes('pre-delete') ? (['PreDelete'] as const) : []),
    ...(own.includes('PostDelete') || helm.includes('post-delete')
      ? (['PostDelete'] as const)
      : []),
  ];
}

export type HookDeletePolicy = 'HookSucceeded' | 'HookFailed' | 'BeforeHookCreation';

const helmPolicies: Readonly<Record<string, HookDeletePolicy>> = {
  'hook-succeeded': 'HookSucceeded',
  'hook-failed': 'HookFailed',
  'before-hook-creation': 'BeforeHookCreation',
};

/** When a hook is deleted; `BeforeHookCreation` when it does not say. */
export function deletePolicies(object: KubeObject): readonly HookDeletePolicy[] {
  const known = Object.values(helmPolicies);
  const own = annotationList(object, annotation.hookDeletePolicy).filter(
    (policy): policy is HookDeletePolicy => known.includes(policy as HookDeletePolicy),
  );
  const helm = annotationList(object, 'helm.sh/hook-delete-policy').flatMap(
    (policy) => helmPolicies[policy] ?? [],
  );
  const all = own.length > 0 ? own : helm;
  return all.length > 0 ? all : ['BeforeHookCreation'];
}

/** The sync wave; Helm's hook weight where there is none. Zero when it is no integer. */
export function waveOf(object: KubeObject): number {
  return (
    integer(annotationOf(object, annotation.syncWave)) ??
    integer(annotationOf(object, 'helm.sh/hook-weight')) ??
    0
  );
}

function integer(text: string | undefined): number | undefined {
  return text !== undefined && /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
}
