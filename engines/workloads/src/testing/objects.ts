import { kubeTime } from '../object-rules.ts';
import type { Deployment, Ingress, Pod, ReplicaSet, Service } from '../types.ts';

/** Builders of objects for the tests of this package. */

export const NOW = new Date('2026-03-01T12:00:00Z');

/** A moment so many seconds after NOW. */
export function later(seconds: number): Date {
  return new Date(NOW.getTime() + seconds * 1000);
}

export function deployment(spec: object = {}, image = 'one'): Deployment {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'team-dev', uid: 'd1', generation: 1 },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'app', image }] },
      },
      ...spec,
    },
  };
}

export type PodSpecification = {
  readonly uid: string;
  readonly owner?: string;
  readonly ready?: boolean;
  readonly readyAt?: Date;
  readonly createdAt?: Date;
  readonly phase?: 'Pending' | 'Running' | 'Succeeded' | 'Failed';
  readonly leaving?: boolean;
  readonly port?: number;
};

export function pod(given: PodSpecification): Pod {
  const { uid, owner = 'r1', ready = true, phase = 'Running' } = given;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `web-${uid}`,
      namespace: 'team-dev',
      uid,
      labels: { app: 'web' },
      creationTimestamp: kubeTime(given.createdAt ?? NOW),
      ownerReferences: [reference('ReplicaSet', owner)],
      ...(given.leaving ? { deletionTimestamp: kubeTime(NOW) } : {}),
    },
    spec: { containers: [{ name: 'app', image: 'one' }], nodeName: 'local' },
    status: {
      phase,
      conditions: [
        {
          type: 'Ready',
          status: ready ? 'True' : 'False',
          lastTransitionTime: kubeTime(given.readyAt ?? NOW),
        },
      ],
      localPorts: [{ container: 'app', name: 'http', containerPort: 3000, port: given.port ?? 1 }],
    },
  };
}

export function replicaSet(uid: string, revision: number, owner = 'd1'): ReplicaSet {
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `web-${uid}`,
      namespace: 'team-dev',
      uid,
      generation: 1,
      resourceVersion: '7',
      annotations: { 'deployment.kubernetes.io/revision': String(revision) },
      ownerReferences: [reference('Deployment', owner)],
    },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'app', image: 'one' }] },
      },
    },
  };
}

export function service(name: string, spec: object = {}): Service {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'team-dev', uid: `s-${name}`, creationTimestamp: kubeTime(NOW) },
    spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'http' }], ...spec },
  };
}

export function ingress(
  name: string,
  hosts: readonly string[],
  given: {
    readonly namespace?: string;
    readonly createdAt?: Date;
    readonly paths?: readonly object[];
  } = {},
): Ingress {
  const paths = given.paths ?? [{ path: '/', pathType: 'Prefix', backend: backend('web') }];
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name,
      namespace: given.namespace ?? 'team-dev',
      uid: `i-${name}`,
      creationTimestamp: kubeTime(given.createdAt ?? NOW),
    },
    spec: { rules: hosts.map((host) => ({ host, http: { paths } })) } as never,
  };
}

export function backend(name: string, port = 80) {
  return { service: { name, port: { number: port } } };
}

function reference(kind: string, uid: string) {
  return { apiVersion: 'apps/v1', kind, name: uid, uid, controller: true };
}
