import type { KubeObject } from '@infraforge/kube';
import type { Condition, LabelSelector, PodTemplate } from './types.ts';
import type { PersistentVolumeClaim } from './volume-types.ts';

export type StatefulSet = KubeObject & {
  readonly spec: {
    readonly replicas?: number;
    readonly serviceName?: string;
    readonly selector: LabelSelector;
    readonly template: PodTemplate;
    readonly ordinals?: { readonly start?: number };
    readonly podManagementPolicy?: string;
    readonly minReadySeconds?: number;
    readonly revisionHistoryLimit?: number;
    readonly updateStrategy?: {
      readonly type?: string;
      readonly rollingUpdate?: { readonly partition?: number };
    };
    readonly volumeClaimTemplates?: readonly PersistentVolumeClaim[];
    readonly persistentVolumeClaimRetentionPolicy?: {
      readonly whenDeleted?: string;
      readonly whenScaled?: string;
    };
  };
  readonly status?: StatefulSetStatus;
};

export type StatefulSetStatus = {
  readonly observedGeneration?: number;
  readonly replicas?: number;
  readonly readyReplicas?: number;
  readonly availableReplicas?: number;
  readonly currentReplicas?: number;
  readonly updatedReplicas?: number;
  readonly currentRevision?: string;
  readonly updateRevision?: string;
  readonly conditions?: readonly Condition[];
};

/** A template that a StatefulSet had, so that it can come back. */
export type ControllerRevision = KubeObject & {
  readonly data: { readonly spec: { readonly template: PodTemplate } };
  readonly revision: number;
};
