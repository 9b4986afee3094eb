import assert from 'node:assert/strict';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { readTemplate, stepInput, type TemplateEntity } from './index.ts';
import {
  admission,
  buildOverlay,
  defaults,
  kubectlKustomize,
  nodejsService,
  temporaryFolder,
  valueAt,
  writeService,
} from './testing.ts';

const container = 'spec.template.spec.containers.0';
const template: TemplateEntity = readTemplate(nodejsService);

suite('the environments', () => {
  for (const environment of ['dev', 'staging', 'prod']) {
    test(`${environment} is a namespace of the team, with a host of its own`, async (t) => {
      const folder = temporaryFolder(t);
      writeService(folder);
      const manifests = await buildOverlay(folder, environment);
      const oracle = kubectlKustomize(join(folder, 'deploy/overlays', environment));
      if (oracle) assert.deepEqual(manifests, oracle);
      else t.diagnostic('not compared with kubectl: it is not on PATH');
      assert.deepEqual(manifests.map(({ kind }) => kind).sort(), [
        'Deployment',
        'HorizontalPodAutoscaler',
        'Ingress',
        'PodDisruptionBudget',
        'Service',
      ]);
      for (const { kind, metadata } of manifests) {
        assert.equal(metadata.namespace, `payments-${environment}`, kind);
        assert.equal(metadata.name, 'orders', kind);
      }
      const ingress = manifests.find(({ kind }) => kind === 'Ingress');
      assert.equal(valueAt(ingress, 'spec.rules.0.host'), `orders.${environment}.localhost`);
      assert.equal(valueAt(ingress, 'spec.ingressClassName'), 'traefik');
      const deployment = manifests.find(({ kind }) => kind === 'Deployment');
      assert.equal(
        valueAt(deployment, `${container}.env.OTEL_RESOURCE_ATTRIBUTES`),
        `service.namespace=payments,deployment.environment.name=${environment}`,
      );
    });
  }
});

suite('the steps', () => {
  test('come in the order that a creation can be told in', () => {
    assert.deepEqual(
      template.spec.steps.map(({ id, action }) => [id, action]),
      [
        ['admit', 'infraforge:service:admit'],
        ['fetch', 'fetch:template'],
        ['publish', 'publish:github'],
        ['catalog-info', 'template:catalog-info-handler'],
        ['register', 'infraforge:service:register'],
        ['deploy', 'infraforge:service:await'],
        ['notify', 'notification:send'],
      ],
    );
  });

  test('describe the service and its interface to the catalog', () => {
    const { entities } = stepInput(template, 'catalog-info', defaults, { admit: admission });
    const [component, api] = entities as Record<string, unknown>[];
    assert.deepEqual(valueAt(component, 'metadata.annotations'), {
      'argocd/app-name': 'orders-dev',
      'backstage.io/kubernetes-id': 'orders',
      'backstage.io/techdocs-ref': 'dir:.',
      'github.com/project-slug': 'payments/orders',
      'infraforge.io/template': 'nodejs-service',
    });
    assert.equal(valueAt(component, 'spec.owner'), 'group:default/payments');
    assert.equal(valueAt(component, 'metadata.description'), defaults.description);
    assert.deepEqual(
      { ...(valueAt(api, 'spec.definition') as object) },
      { $text: './openapi.yaml' },
    );
  });
});
