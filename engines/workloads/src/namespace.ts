import { canonicalJson } from '@infraforge/kernel';
import { type KubeObject, keyOf } from '@infraforge/kube';
import { DEFAULT_SERVICE_ACCOUNT } from './admission.ts';
import type { Action, Outcome } from './types.ts';

/** Holds a Namespace until everything in it is gone. */
export const NAMESPACE_FINALIZER = 'infraforge.io/namespace';

/** Keeps a Namespace's finalizer, phase and default service account, and empties it when it is deleted. */
export function reconcileNamespace(
  namespace: KubeObject,
  content: readonly KubeObject[],
  hasAccount = true,
): Outcome {
  const isLeaving = namespace.metadata.deletionTimestamp !== undefined;
  const status = { ...(namespace.status as object), phase: isLeaving ? 'Terminating' : 'Active' };
  const report: Action[] =
    canonicalJson(status) === canonicalJson(namespace.status)
      ? []
      : [{ kind: 'updateStatus', object: { ...namespace, status } }];
  const finalizers = namespace.metadata.finalizers ?? [];
  const holds = finalizers.includes(NAMESPACE_FINALIZER);
  if (!isLeaving) {
    const next = [...finalizers, NAMESPACE_FINALIZER];
    const account: Action = { kind: 'create', object: defaultAccount(namespace) };
    return {
      actions: [
        ...(holds ? [] : [withFinalizers(namespace, next)]),
        ...report,
        ...(hasAccount ? [] : [account]),
      ],
    };
  }
  if (content.length > 0) return { actions: [...report, ...content.flatMap(removal)] };
  const rest = finalizers.filter((finalizer) => finalizer !== NAMESPACE_FINALIZER);
  return { actions: holds ? [withFinalizers(namespace, rest)] : report };
}

function defaultAccount({ metadata }: KubeObject): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: DEFAULT_SERVICE_ACCOUNT, namespace: metadata.name },
  };
}

function removal(object: KubeObject): Action[] {
  if (object.metadata.deletionTimestamp) return [];
  return [{ kind: 'delete', key: keyOf(object), uid: object.metadata.uid }];
}

function withFinalizers(namespace: KubeObject, finalizers: readonly string[]): Action {
  return {
    kind: 'update',
    object: { ...namespace, metadata: { ...namespace.metadata, finalizers } },
  };
}
