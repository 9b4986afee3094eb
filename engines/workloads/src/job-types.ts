import type { KubeObject } from '@infraforge/kube';
import type { Condition, PodTemplate } from './types.ts';

export type JobSpec = {
  readonly completions?: number;
  readonly parallelism?: number;
  readonly completionMode?: string;
  readonly backoffLimit?: number;
  readonly activeDeadlineSeconds?: number;
  readonly ttlSecondsAfterFinished?: number;
  readonly suspend?: boolean;
  readonly podFailurePolicy?: { readonly rules?: readonly PodFailureRule[] };
  readonly template: PodTemplate;
};

export type PodFailureRule = {
  readonly action: string;
  readonly onExitCodes?: {
    readonly containerName?: string;
    readonly operator: string;
    readonly values: readonly number[];
  };
  readonly onPodConditions?: readonly { readonly type: string; readonly status?: string }[];
};

export type Job = KubeObject & { readonly spec: JobSpec; readonly status?: JobStatus };

export type JobStatus = {
  readonly startTime?: string;
  readonly completionTime?: string;
  readonly active?: number;
  readonly ready?: number;
  readonly succeeded?: number;
  readonly failed?: number;
  readonly completedIndexes?: string;
  readonly conditions?: readonly Condition[];
};

export type CronJob = KubeObject & {
  readonly spec: {
    readonly schedule: string;
    readonly timeZone?: string;
    readonly concurrencyPolicy?: string;
    readonly startingDeadlineSeconds?: number;
    readonly suspend?: boolean;
    readonly successfulJobsHistoryLimit?: number;
    readonly failedJobsHistoryLimit?: number;
    readonly jobTemplate: {
      readonly metadata?: {
        readonly labels?: Readonly<Record<string, string>>;
        readonly annotations?: Readonly<Record<string, string>>;
      };
      readonly spec: JobSpec;
    };
  };
  readonly status?: {
    readonly active?: readonly unknown[];
    readonly lastScheduleTime?: string;
    readonly lastSuccessfulTime?: string;
  };
};
