import type { KubeObject, ObjectKey, ObjectMeta } from '@infraforge/kube';
import type { EventNote } from './events.ts';
import type { Volume, VolumeMount } from './volume-types.ts';

/** What a controller wants done to the store. Carrying one out twice does no harm. */
export type Action =
  | { readonly kind: 'create'; readonly object: KubeObject }
  | { readonly kind: 'update'; readonly object: KubeObject }
  | { readonly kind: 'updateStatus'; readonly object: KubeObject }
  | {
      readonly kind: 'delete';
      readonly key: ObjectKey;
      readonly uid: string | undefined;
      /** `Background` unless given. */
      readonly propagationPolicy?: PropagationPolicy;
    };

/**
 * When an object goes that owns others: at once, they by garbage collection (`Background`), or after them
 * (`Foreground`).
 */
export type PropagationPolicy = 'Background' | 'Foreground';

/** What a controller found to do now, and when it wants to look again though nothing has changed. */
export type Outcome = {
  readonly actions: readonly Action[];
  readonly wakeAt?: Date;
  readonly events?: readonly EventNote[];
};

/**
 * Why the cluster refuses an object that a controller is about to make, in Kubernetes' words; undefined when it does
 * not. `pending` is what the controller makes with it in the same step.
 */
export type Admit = (object: KubeObject, pending: readonly KubeObject[]) => string | undefined;

export type IntOrPercent = number | string;

export type LabelSelector = {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
};

export type Condition = {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason?: string;
  readonly message?: string;
  readonly lastTransitionTime?: string;
  readonly lastUpdateTime?: string;
  readonly observedGeneration?: number;
};

export type PodTemplate = { readonly metadata?: Partial<ObjectMeta>; readonly spec: PodSpec };

export type Deployment = KubeObject & {
  readonly spec: {
    readonly replicas?: number;
    readonly selector: LabelSelector;
    readonly template: PodTemplate;
    readonly strategy?: {
      readonly type?: string;
      readonly rollingUpdate?: {
        readonly maxSurge?: IntOrPercent;
        readonly maxUnavailable?: IntOrPercent;
      };
    };
    readonly minReadySeconds?: number;
    readonly revisionHistoryLimit?: number;
    readonly progressDeadlineSeconds?: number;
    readonly paused?: boolean;
  };
  readonly status?: DeploymentStatus;
};

export type DeploymentStatus = {
  readonly observedGeneration?: number;
  readonly replicas?: number;
  readonly updatedReplicas?: number;
  readonly readyReplicas?: number;
  readonly availableReplicas?: number;
  readonly unavailableReplicas?: number;
  readonly conditions?: readonly Condition[];
};

export type ReplicaSet = KubeObject & {
  readonly spec: {
    readonly replicas?: number;
    readonly minReadySeconds?: number;
    readonly selector: LabelSelector;
    readonly template: PodTemplate;
  };
  readonly status?: ReplicaSetStatus;
};

export type ReplicaSetStatus = {
  readonly observedGeneration?: number;
  readonly replicas?: number;
  readonly fullyLabeledReplicas?: number;
  readonly readyReplicas?: number;
  readonly availableReplicas?: number;
  readonly conditions?: readonly Condition[];
};

export type Pod = KubeObject & { readonly spec: PodSpec; readonly status?: PodStatus };

export type PodSpec = {
  readonly nodeName?: string;
  readonly restartPolicy?: string;
  readonly terminationGracePeriodSeconds?: number;
  readonly initContainers?: readonly Container[];
  readonly containers: readonly Container[];
  readonly volumes?: readonly Volume[];
  readonly hostname?: string;
  readonly subdomain?: string;
  readonly serviceAccountName?: string;
  readonly enableServiceLinks?: boolean;
};

export type Container = {
  readonly name: string;
  readonly image: string;
  /** `Always` makes an init container one that runs beside the others. */
  readonly restartPolicy?: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly workingDir?: string;
  readonly ports?: readonly ContainerPort[];
  readonly env?: readonly EnvVar[];
  readonly envFrom?: readonly EnvFrom[];
  readonly volumeMounts?: readonly VolumeMount[];
  readonly resources?: {
    readonly requests?: Readonly<Record<string, string | number>>;
    readonly limits?: Readonly<Record<string, string | number>>;
  };
  readonly startupProbe?: Probe;
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
};

export type ContainerPort = {
  readonly name?: string;
  readonly containerPort: number;
  readonly protocol?: string;
};

export type EnvVar = {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: {
    readonly configMapKeyRef?: KeyReference;
    readonly secretKeyRef?: KeyReference;
    readonly fieldRef?: { readonly fieldPath: string };
    readonly resourceFieldRef?: {
      readonly resource: string;
      readonly containerName?: string;
      readonly divisor?: string | number;
    };
  };
};

export type KeyReference = {
  readonly name: string;
  readonly key: string;
  readonly optional?: boolean;
};

export type EnvFrom = {
  readonly prefix?: string;
  readonly configMapRef?: { readonly name: string; readonly optional?: boolean };
  readonly secretRef?: { readonly name: string; readonly optional?: boolean };
};

export type Probe = {
  readonly httpGet?: {
    readonly path?: string;
    readonly port: IntOrPercent;
    readonly host?: string;
    readonly scheme?: string;
    readonly httpHeaders?: readonly { readonly name: string; readonly value: string }[];
  };
  readonly tcpSocket?: { readonly port: IntOrPercent };
  readonly exec?: { readonly command: readonly string[] };
  readonly initialDelaySeconds?: number;
  readonly periodSeconds?: number;
  readonly timeoutSeconds?: number;
  readonly successThreshold?: number;
  readonly failureThreshold?: number;
  readonly terminationGracePeriodSeconds?: number;
};

export type ContainerState = {
  readonly waiting?: { readonly reason: string; readonly message?: string };
  readonly running?: { readonly startedAt: string };
  readonly terminated?: Terminated;
};

export type Terminated = {
  readonly exitCode: number;
  readonly signal?: number;
  readonly reason: string;
  readonly message?: string;
  readonly startedAt?: string;
  readonly finishedAt: string;
};

export type ContainerStatus = {
  readonly name: string;
  readonly image: string;
  readonly imageID: string;
  readonly containerID?: string;
  readonly ready: boolean;
  readonly started: boolean;
  readonly restartCount: number;
  readonly state: ContainerState;
  readonly lastState: ContainerState;
};

/** Where a container's port is on this machine: a pod of the local cluster has no address of its own. */
export type LocalPort = {
  readonly container: string;
  readonly name?: string;
  readonly containerPort: number;
  readonly port: number;
};

export type PodStatus = {
  readonly phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';
  readonly reason?: string;
  readonly message?: string;
  readonly conditions?: readonly Condition[];
  readonly hostIP?: string;
  readonly podIP?: string;
  readonly podIPs?: readonly { readonly ip: string }[];
  readonly startTime?: string;
  readonly qosClass?: string;
  readonly initContainerStatuses?: readonly ContainerStatus[];
  readonly containerStatuses?: readonly ContainerStatus[];
  readonly localPorts?: readonly LocalPort[];
};

export type Service = KubeObject & {
  readonly spec?: {
    readonly type?: string;
    readonly clusterIP?: string;
    readonly clusterIPs?: readonly string[];
    readonly selector?: Readonly<Record<string, string>>;
    readonly ports?: readonly ServicePort[];
  };
};

export type ServicePort = {
  readonly name?: string;
  readonly port: number;
  readonly targetPort?: IntOrPercent;
  readonly protocol?: string;
};

export type Ingress = KubeObject & {
  readonly spec?: {
    readonly ingressClassName?: string;
    readonly defaultBackend?: IngressBackend;
    readonly tls?: readonly { readonly hosts?: readonly string[]; readonly secretName?: string }[];
    readonly rules?: readonly {
      readonly host?: string;
      readonly http?: {
        readonly paths: readonly {
          readonly path?: string;
          readonly pathType?: string;
          readonly backend: IngressBackend;
        }[];
      };
    }[];
  };
  readonly status?: {
    readonly loadBalancer?: { readonly ingress?: readonly unknown[] };
    readonly conditions?: readonly Condition[];
  };
};

export type IngressBackend = {
  readonly service?: {
    readonly name: string;
    readonly port?: { readonly name?: string; readonly number?: number };
  };
};

export type HorizontalPodAutoscaler = KubeObject & {
  readonly spec: {
    readonly scaleTargetRef: { readonly kind: string; readonly name: string };
    readonly minReplicas?: number;
    readonly maxReplicas?: number;
  };
};
