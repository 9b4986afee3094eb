import type { KubeObject } from '@infraforge/kube';
import { listAt, textAt } from '../fields.ts';
import type { Health } from '../types.ts';

/** Health of an aggregated API: Healthy when its condition `Available` is true. */
export function apiServiceHealth(object: KubeObject): Health {
  const available = listAt(object, 'status', 'conditions').find(
    (entry) => textAt(entry, 'type') === 'Available',
  );
  if (!available) return { status: 'Progressing', message: 'Waiting to be processed' };
  return {
    status: textAt(available, 'status') === 'True' ? 'Healthy' : 'Progressing',
    message: `${textAt(available, 'reason')}: ${textAt(available, 'message')}`,
  };
}
