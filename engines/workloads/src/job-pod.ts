import type { Job } from './job-types.ts';
import { podFrom } from './pod-template.ts';
import type { Container, Pod } from './types.ts';

/** Where a pod of an indexed Job has its index. */
export const INDEX_ANNOTATION = 'batch.kubernetes.io/job-completion-index';

/** A pod of the Job; one with an index is told it as `JOB_COMPLETION_INDEX`. */
export function jobPod(job: Job, suffix: string, index: number | undefined): Pod {
  const { name, uid = '' } = job.metadata;
  const isIndexed = index !== undefined;
  const { containers, initContainers } = job.spec.template.spec;
  const place = isIndexed ? { [INDEX_ANNOTATION]: String(index) } : {};
  return podFrom(job, job.spec.template, {
    name: isIndexed ? `${name}-${index}-${suffix}` : `${name}-${suffix}`,
    labels: {
      'batch.kubernetes.io/job-name': name,
      'batch.kubernetes.io/controller-uid': uid,
      'job-name': name,
      'controller-uid': uid,
      ...place,
    },
    annotations: place,
    spec: isIndexed
      ? {
          hostname: `${name}-${index}`,
          containers: containers.map(withIndex),
          ...(initContainers ? { initContainers: initContainers.map(withIndex) } : {}),
        }
      : {},
  });
}

function withIndex(container: Container): Container {
  const variable = {
    name: 'JOB_COMPLETION_INDEX',
    valueFrom: { fieldRef: { fieldPath: `metadata.annotations['${INDEX_ANNOTATION}']` } },
  };
  return { ...container, env: [...(container.env ?? []), variable] };
}
