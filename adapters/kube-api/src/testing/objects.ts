import type { KubeObject } from '@infraforge/kube';

/** Objects that tests put into the cluster. */
export function namespace(name: string): KubeObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

export function configMap(name: string, data: object, labels = {}): KubeObject {
  const metadata = { name, namespace: 'payments-dev', labels };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data };
}

export function deployment(name: string, image = 'forge/payments/web:1'): KubeObject {
  const labels = { app: name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'payments-dev', labels },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'app', image }] } },
    },
  };
}

export function pod(name: string, labels: Readonly<Record<string, string>> = {}): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'payments-dev', labels },
    spec: { nodeName: 'local', containers: [{ name: 'app', image: 'forge/payments/web:1' }] },
  };
}
