import type { KubeObject } from '@infraforge/kube';
import { listAt, textAt } from '../fields.ts';
import type { Health } from '../types.ts';

/** A condition of `status.conditions` by its type. */
export function conditionOf(
  object: KubeObject,
  type: string,
): { readonly status: string; readonly message: string; readonly reason: string } | undefined {
  const found = listAt(object, 'status', 'conditions').find(
    (each) => textAt(each, 'type') === type,
  );
  if (found === undefined) return undefined;
  return {
    status: textAt(found, 'status'),
    message: textAt(found, 'message'),
    reason: textAt(found, 'reason'),
  };
}

/** Health by one condition: True is Healthy, False is Degraded, and without it the object is on its way. */
export function readyHealth(object: KubeObject, type: string, waiting: string): Health {
  const condition = conditionOf(object, type);
  const { message } = condition ?? {};
  const said = message ? { message } : {};
  if (condition?.status === 'True') return { status: 'Healthy', ...said };
  if (condition?.status === 'False') return { status: 'Degraded', ...said };
  return { status: 'Progressing', message: message || waiting };
}
