import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KubeObject } from '@infraforge/kube';
import { type DiffSettings, diffObjects } from './diff-objects.ts';

type Example = {
  readonly name: string;
  readonly kind: string;
  readonly target: Readonly<Record<string, unknown>>;
  readonly live: Readonly<Record<string, unknown>>;
  readonly settings?: DiffSettings;
  readonly modified: boolean;
};

const examples: readonly Example[] = [
  {
    name: 'defaults of a Service are no difference',
    kind: 'Service',
    target: { spec: { ports: [{ port: 80 }] } },
    live: { spec: { type: 'ClusterIP', ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }] } },
    modified: false,
  },
  {
    name: 'quantities are compared by their canonical text',
    kind: 'ResourceQuota',
    target: { spec: { hard: { cpu: '0.5' } } },
    live: { spec: { hard: { cpu: '500m' } } },
    modified: false,
  },
  {
    name: 'stringData is data',
    kind: 'Secret',
    target: { stringData: { a: 'x' } },
    live: { data: { a: 'eA==' }, type: 'Opaque' },
    modified: false,
  },
  {
    name: 'a status is not compared',
    kind: 'Deployment',
    target: { spec: { replicas: 1 } },
    live: { spec: { replicas: 1 }, status: { replicas: 1 } },
    modified: false,
  },
  {
    name: 'another value is a difference',
    kind: 'Deployment',
    target: { spec: { replicas: 2 } },
    live: { spec: { replicas: 1 } },
    modified: true,
  },
  {
    name: 'what ignoreDifferences names is none',
    kind: 'Deployment',
    target: { spec: { replicas: 2 } },
    live: { spec: { replicas: 1 } },
    settings: {
      ignoreDifferences: [{ group: 'apps', kind: 'Deployment', jsonPointers: ['/spec/replicas'] }],
    },
    modified: false,
  },
];

for (const { name, kind, target, live, settings = {}, modified } of examples) {
  test(name, () => {
    const apiVersion = kind === 'Deployment' ? 'apps/v1' : 'v1';
    const object = (rest: object) =>
      ({ apiVersion, kind, metadata: { name: 'x', namespace: 'n' }, ...rest }) as KubeObject;
    assert.equal(diffObjects(object(target), object(live), settings).modified, modified);
  });
}
