import { z } from 'zod';

/**
 * The shape of the objects that the local cluster works on, as far as it reads them; all other members are kept. The
 * rules are Kubernetes' own: what is refused here is refused there.
 */

const text = z.string();
const textMap = z.record(text, z.string());
const intOrPercent = z.union([
  z.int().min(0),
  z.string().regex(/^\d+%$/, 'must be a number or a percentage'),
]);
const port = z.int().min(1).max(65_535);
const portName = z.union([port, z.string().regex(/^[a-z0-9-]+$/, 'must be a port or its name')]);
const dnsLabel = z
  .string()
  .max(63)
  .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, 'must be lower-case letters, digits and dashes');
const dnsName = z
  .string()
  .max(253)
  .regex(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/, 'must be lower-case letters, digits, dashes and dots');
const quantity = z.union([
  z.number(),
  z
    .string()
    .regex(
      /^[+-]?\d*\.?\d+([eE][+-]?\d+)?([KMGTPE]i|[numkMGTPE])?$/,
      'must be a quantity such as 128Mi or 250m',
    ),
]);
const optional = <T extends z.ZodType>(type: T) => type.optional();

const selector = z.looseObject({
  matchLabels: optional(textMap),
  matchExpressions: optional(
    z.array(z.looseObject({ key: text, operator: text, values: optional(z.array(text)) })),
  ),
});

const probe = z.looseObject({
  httpGet: optional(z.looseObject({ path: optional(text), port: portName })),
  tcpSocket: optional(z.looseObject({ port: portName })),
  exec: optional(z.looseObject({ command: z.array(text) })),
  initialDelaySeconds: optional(z.int().min(0)),
  periodSeconds: optional(z.int().min(1)),
  timeoutSeconds: optional(z.int().min(1)),
  successThreshold: optional(z.int().min(1)),
  failureThreshold: optional(z.int().min(1)),
});

const keyReference = z.looseObject({ name: text, key: text });
const nameReference = z.looseObject({ name: text });

const container = z.looseObject({
  name: dnsLabel,
  image: text.min(1),
  command: optional(z.array(text)),
  args: optional(z.array(text)),
  workingDir: optional(text),
  ports: optional(z.array(z.looseObject({ name: optional(text), containerPort: port }))),
  env: optional(
    z.array(
      z.looseObject({
        name: text.min(1),
        value: optional(text),
        valueFrom: optional(
          z.looseObject({
            configMapKeyRef: optional(keyReference),
            secretKeyRef: optional(keyReference),
            fieldRef: optional(z.looseObject({ fieldPath: text })),
            resourceFieldRef: optional(z.looseObject({ resource: text })),
          }),
        ),
      }),
    ),
  ),
  volumeMounts: optional(
    z.array(z.looseObject({ name: text, mountPath: text.min(1), subPath: optional(text) })),
  ),
  envFrom: optional(
    z.array(
      z.looseObject({ configMapRef: optional(nameReference), secretRef: optional(nameReference) }),
    ),
  ),
  resources: optional(
    z.looseObject({
      limits: optional(z.record(text, quantity)),
      requests: optional(z.record(text, quantity)),
    }),
  ),
  startupProbe: optional(probe),
  livenessProbe: optional(probe),
  readinessProbe: optional(probe),
});

const items = optional(z.array(z.looseObject({ key: text, path: text })));
const volume = z.looseObject({
  name: dnsLabel,
  configMap: optional(z.looseObject({ name: text, items })),
  secret: optional(z.looseObject({ secretName: text, items })),
  persistentVolumeClaim: optional(z.looseObject({ claimName: text })),
});

const claimSpec = z.looseObject({
  accessModes: optional(
    z.array(z.enum(['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'])),
  ),
  resources: z.looseObject({
    requests: z.looseObject({ storage: quantity }),
  }),
});

const podSpec = z.looseObject({
  containers: z.array(container).min(1),
  initContainers: optional(z.array(container)),
  restartPolicy: optional(z.enum(['Always', 'OnFailure', 'Never'])),
  terminationGracePeriodSeconds: optional(z.int().min(0)),
  volumes: optional(z.array(volume)),
});

const labelled = z.looseObject({ labels: optional(textMap), annotations: optional(textMap) });
const template = z.looseObject({ metadata: optional(labelled), spec: podSpec });

const jobSpec = z.looseObject({
  completions: optional(z.int().min(0)),
  parallelism: optional(z.int().min(0)),
  completionMode: optional(z.enum(['NonIndexed', 'Indexed'])),
  backoffLimit: optional(z.int().min(0)),
  activeDeadlineSeconds: optional(z.int().min(1)),
  ttlSecondsAfterFinished: optional(z.int().min(0)),
  suspend: optional(z.boolean()),
  podFailurePolicy: optional(
    z.looseObject({
      rules: z.array(
        z.looseObject({
          action: z.enum(['FailJob', 'FailIndex', 'Ignore', 'Count']),
          onExitCodes: optional(
            z.looseObject({ operator: z.enum(['In', 'NotIn']), values: z.array(z.int()).min(1) }),
          ),
          onPodConditions: optional(z.array(z.looseObject({ type: text }))),
        }),
      ),
    }),
  ),
  template: template.extend({
    spec: podSpec.extend({ restartPolicy: z.enum(['OnFailure', 'Never']) }),
  }),
});

const metadata = z.looseObject({
  name: dnsName,
  labels: optional(textMap),
  annotations: optional(textMap),
});

const object = (spec: z.ZodType) => z.looseObject({ metadata, spec });

/** By `group/Kind`. */
export const objectSchemas: Readonly<Record<string, z.ZodType>> = {
  '/Namespace': z.looseObject({ metadata: metadata.extend({ name: dnsLabel }) }),
  '/ConfigMap': z.looseObject({ metadata, data: optional(textMap) }),
  '/Secret': z.looseObject({ metadata, data: optional(textMap), stringData: optional(textMap) }),
  '/Pod': object(podSpec),
  '/PersistentVolumeClaim': object(claimSpec),
  '/ServiceAccount': z.looseObject({ metadata }),
  '/ResourceQuota': object(
    z.looseObject({ hard: optional(z.record(text, quantity)), scopes: optional(z.array(text)) }),
  ),
  'policy/PodDisruptionBudget': object(
    z.looseObject({
      minAvailable: optional(intOrPercent),
      maxUnavailable: optional(intOrPercent),
      selector: optional(selector),
    }),
  ),
  '/Service': object(
    z.looseObject({
      type: optional(text),
      clusterIP: optional(text),
      selector: optional(textMap),
      ports: optional(
        z.array(z.looseObject({ name: optional(text), port, targetPort: optional(portName) })),
      ),
    }),
  ),
  'apps/Deployment': object(
    z.looseObject({
      replicas: optional(z.int().min(0)),
      selector,
      template,
      minReadySeconds: optional(z.int().min(0)),
      revisionHistoryLimit: optional(z.int().min(0)),
      progressDeadlineSeconds: optional(z.int().min(1)),
      paused: optional(z.boolean()),
      strategy: optional(
        z.looseObject({
          type: optional(z.enum(['RollingUpdate', 'Recreate'])),
          rollingUpdate: optional(
            z.looseObject({
              maxSurge: optional(intOrPercent),
              maxUnavailable: optional(intOrPercent),
            }),
          ),
        }),
      ),
    }),
  ),
  'apps/ReplicaSet': object(
    z.looseObject({ replicas: optional(z.int().min(0)), selector, template }),
  ),
  'apps/StatefulSet': object(
    z.looseObject({
      replicas: optional(z.int().min(0)),
      serviceName: optional(text),
      selector,
      template,
      podManagementPolicy: optional(z.enum(['OrderedReady', 'Parallel'])),
      minReadySeconds: optional(z.int().min(0)),
      revisionHistoryLimit: optional(z.int().min(0)),
      ordinals: optional(z.looseObject({ start: optional(z.int().min(0)) })),
      updateStrategy: optional(
        z.looseObject({
          type: optional(z.enum(['RollingUpdate', 'OnDelete'])),
          rollingUpdate: optional(z.looseObject({ partition: optional(z.int().min(0)) })),
        }),
      ),
      volumeClaimTemplates: optional(z.array(z.looseObject({ metadata, spec: claimSpec }))),
      persistentVolumeClaimRetentionPolicy: optional(
        z.looseObject({
          whenDeleted: optional(z.enum(['Retain', 'Delete'])),
          whenScaled: optional(z.enum(['Retain', 'Delete'])),
        }),
      ),
    }),
  ),
  'batch/Job': object(jobSpec),
  'batch/CronJob': object(
    z.looseObject({
      schedule: text.min(1),
      timeZone: optional(text),
      concurrencyPolicy: optional(z.enum(['Allow', 'Forbid', 'Replace'])),
      startingDeadlineSeconds: optional(z.int().min(0)),
      suspend: optional(z.boolean()),
      successfulJobsHistoryLimit: optional(z.int().min(0)),
      failedJobsHistoryLimit: optional(z.int().min(0)),
      jobTemplate: z.looseObject({ metadata: optional(labelled), spec: jobSpec }),
    }),
  ),
  'autoscaling/HorizontalPodAutoscaler': object(
    z.looseObject({
      scaleTargetRef: z.looseObject({ kind: text, name: text }),
      minReplicas: optional(z.int().min(0)),
      maxReplicas: optional(z.int().min(1)),
    }),
  ),
  'networking.k8s.io/Ingress': object(
    z.looseObject({
      rules: optional(
        z.array(
          z.looseObject({
            host: optional(text),
            http: optional(
              z.looseObject({
                paths: z.array(
                  z.looseObject({
                    path: optional(text),
                    pathType: optional(text),
                    backend: z.looseObject({
                      service: optional(
                        z.looseObject({
                          name: text,
                          port: optional(
                            z.looseObject({ name: optional(text), number: optional(port) }),
                          ),
                        }),
                      ),
                    }),
                  }),
                ),
              }),
            ),
          }),
        ),
      ),
    }),
  ),
};
