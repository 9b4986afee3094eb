import type { KubeObject } from '@infraforge/kube';
import { forbidden, quotaRefusal, type ResourceQuota } from './resource-quota.ts';
import type { Pod } from './types.ts';

/** The service account that every namespace has. */
export const DEFAULT_SERVICE_ACCOUNT = 'default';

/** What admission looks at in the namespace of an object. */
export type AdmissionView = {
  readonly quotas: readonly ResourceQuota[];
  /** All objects of the namespace; asked for only when there is a quota. */
  readonly content: () => readonly KubeObject[];
  readonly hasServiceAccount: (name: string) => boolean;
};

/**
 * Why Kubernetes' API server would not let an object be made although its manifest is in order, in its words: a quota
 * is used up, or a pod's service account is not there.
 */
export function admissionRefusal(object: KubeObject, view: AdmissionView): string | undefined {
  if (object.kind === 'Pod') {
    const { namespace = '' } = object.metadata;
    const account = (object as Pod).spec.serviceAccountName ?? DEFAULT_SERVICE_ACCOUNT;
    if (account !== DEFAULT_SERVICE_ACCOUNT && !view.hasServiceAccount(account)) {
      return forbidden(
        object,
        `error looking up service account ${namespace}/${account}: serviceaccount "${account}" not found`,
      );
    }
  }
  if (view.quotas.length === 0 || object.kind === 'Event') return undefined;
  return quotaRefusal(object, view.quotas, view.content());
}
