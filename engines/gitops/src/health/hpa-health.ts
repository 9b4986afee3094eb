import type { KubeObject } from '@infraforge/kube';
import { annotationOf } from '../annotations.ts';
import { listAt, textAt } from '../fields.ts';
import type { Health } from '../types.ts';

const waiting: Health = { status: 'Progressing', message: 'Waiting to Autoscale' };
const failedScale = ['FailedGetScale', 'FailedUpdateScale'];
const healthyTypes = ['AbleToScale', 'ScalingLimited'];

/** Health of a HorizontalPodAutoscaler: a failed condition decides, else the first that says it works. */
export function hpaHealth(object: KubeObject): Health {
  if (object.apiVersion === 'autoscaling/v2') {
    return fromConditions(listAt(object, 'status', 'conditions'));
  }
  if (object.apiVersion !== 'autoscaling/v1') {
    const message = `unsupported HPA GVK: ${object.apiVersion}, Kind=HorizontalPodAutoscaler`;
    return { status: 'Unknown', message };
  }
  const text = annotationOf(object, 'autoscaling.alpha.kubernetes.io/conditions');
  if (text === undefined) return waiting;
  const conditions = conditionsOf(text);
  if (conditions) return fromConditions(conditions);
  const message = 'failed to convert conditions annotation to typed: it is no JSON list';
  return { status: 'Unknown', message };
}

function conditionsOf(text: string): readonly unknown[] | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function fromConditions(conditions: readonly unknown[]): Health {
  const failed = conditions.find(isFailed);
  if (failed) return { status: 'Degraded', message: textAt(failed, 'message') };
  const healthy = conditions.find(
    (entry) => healthyTypes.includes(textAt(entry, 'type')) && textAt(entry, 'status') === 'True',
  );
  return healthy ? { status: 'Healthy', message: textAt(healthy, 'message') } : waiting;
}

function isFailed(condition: unknown): boolean {
  const type = textAt(condition, 'type');
  const reason = textAt(condition, 'reason');
  if (type === 'AbleToScale') return failedScale.includes(reason);
  return (
    type === 'ScalingActive' && (reason.startsWith('FailedGet') || reason === 'InvalidSelector')
  );
}
