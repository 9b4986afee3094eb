import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kubeApiUnderTest } from './testing/kube-api-under-test.ts';
import { configMap, deployment, namespace, pod } from './testing/objects.ts';

const CONFIG_MAPS = '/api/v1/namespaces/payments-dev/configmaps';
const DEPLOYMENTS = '/apis/apps/v1/namespaces/payments-dev/deployments';
const TABLE = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';

test('nothing but version and health is told to who has no token', async (t) => {
  const { call } = await kubeApiUnderTest(t);
  for (const path of ['/api', '/apis', '/openapi/v3', '/api/v1/pods', '/nowhere', CONFIG_MAPS]) {
    for (const token of [undefined, 'wrong']) {
      const { status, body } = await call('GET', path, { token });
      assert.equal(status, 401, path);
      assert.equal(body.reason, 'Unauthorized');
    }
  }
  assert.equal((await call('GET', '/version', { token: undefined })).body.major, '1');
  assert.equal((await call('GET', '/readyz', { token: undefined })).body, 'ok');
});

test('every resource is found by each way of discovery', async (t) => {
  const { call } = await kubeApiUnderTest(t);
  const v2 = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';
  const { body: all } = await call('GET', '/apis', { accept: v2 });
  const apps = all.items.find(
    (each: { metadata: { name: string } }) => each.metadata.name === 'apps',
  );
  assert.equal(apps.versions[0].resources[0].resource, 'deployments');
  const { body: groups } = await call('GET', '/apis');
  for (const { preferredVersion } of groups.groups) {
    const { body } = await call('GET', `/apis/${preferredVersion.groupVersion}`);
    assert.equal(body.kind, 'APIResourceList');
    const { body: index } = await call('GET', '/openapi/v3');
    const document = index.paths[`apis/${preferredVersion.groupVersion}`].serverRelativeURL;
    assert.equal((await call('GET', document)).body.openapi, '3.0.0');
  }
});

test('a custom kind is served while its definition is there', async (t) => {
  const { call, objects } = await kubeApiUnderTest(t);
  const path = '/apis/example.com/v1/namespaces/payments-dev/widgets';
  assert.equal((await call('GET', path)).status, 404);
  await objects.create({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'widgets.example.com' },
    spec: {
      group: 'example.com',
      scope: 'Namespaced',
      names: { kind: 'Widget', plural: 'widgets' },
      versions: [{ name: 'v1', served: true }],
    },
  });
  assert.equal((await call('GET', path)).body.kind, 'WidgetList');
});

test('what the Kubernetes plugin of Backstage lists is there, be it empty', async (t) => {
  const { call, objects } = await kubeApiUnderTest(t);
  await objects.create(pod('web-1', { 'backstage.io/kubernetes-id': 'web' }));
  await objects.create(pod('db-1'));
  const paths = [
    ...['pods', 'services', 'configmaps', 'limitranges', 'resourcequotas', 'secrets'].map(
      (plural) => `/api/v1/${plural}`,
    ),
    ...['deployments', 'replicasets', 'statefulsets', 'daemonsets'].map(
      (plural) => `/apis/apps/v1/${plural}`,
    ),
    '/apis/autoscaling/v2/horizontalpodautoscalers',
    '/apis/batch/v1/jobs',
    '/apis/batch/v1/cronjobs',
    '/apis/networking.k8s.io/v1/ingresses',
  ];
  for (const path of paths) {
    const { status, body } = await call(
      'GET',
      `${path}?labelSelector=backstage.io%2Fkubernetes-id%3Dweb`,
    );
    assert.equal(status, 200, path);
    assert.match(body.kind, /List$/);
    assert.equal(body.items.length, path === '/api/v1/pods' ? 1 : 0, path);
  }
});

test('an object goes through all verbs', async (t) => {
  const { call, objects } = await kubeApiUnderTest(t);
  assert.equal((await call('POST', DEPLOYMENTS, { body: deployment('web') })).status, 404);
  await objects.create(namespace('payments-dev'));
  const made = await call('POST', `${DEPLOYMENTS}?fieldManager=me`, { body: deployment('web') });
  assert.equal(made.status, 201);
  assert.equal(made.body.spec.replicas, 1);
  assert.equal(made.body.metadata.managedFields[0].manager, 'me');
  const again = await call('POST', DEPLOYMENTS, { body: deployment('web') });
  assert.equal(again.body.reason, 'AlreadyExists');

  const image = [{ name: 'app', image: 'forge/payments/web:2' }];
  const patch = { spec: { template: { spec: { containers: image } } } };
  const type = 'application/strategic-merge-patch+json';
  const patched = await call('PATCH', `${DEPLOYMENTS}/web`, { body: patch, type });
  assert.equal(patched.body.spec.template.spec.containers[0].image, 'forge/payments/web:2');
  assert.equal(patched.body.metadata.generation, 2);

  const stale = { ...made.body, spec: { ...made.body.spec, replicas: 7 } };
  assert.equal((await call('PUT', `${DEPLOYMENTS}/web`, { body: stale })).body.reason, 'Conflict');
  const fresh = { ...patched.body, spec: { ...patched.body.spec, paused: true } };
  assert.equal((await call('PUT', `${DEPLOYMENTS}/web`, { body: fresh })).status, 200);

  const scale = { spec: { replicas: 3 } };
  const merge = 'application/merge-patch+json';
  const scaled = await call('PATCH', `${DEPLOYMENTS}/web/scale`, { body: scale, type: merge });
  assert.equal(scaled.body.kind, 'Scale');
  assert.equal((await call('GET', `${DEPLOYMENTS}/web`)).body.spec.replicas, 3);

  const remove = [{ op: 'remove', path: '/spec/paused' }];
  const json = 'application/json-patch+json';
  await call('PATCH', `${DEPLOYMENTS}/web`, { body: remove, type: json });
  assert.equal((await call('GET', `${DEPLOYMENTS}/web`)).body.spec.paused, undefined);
  assert.equal((await call('DELETE', `${DEPLOYMENTS}/web`)).body.status, 'Success');
  assert.equal((await call('GET', `${DEPLOYMENTS}/web`)).body.reason, 'NotFound');
});

test('what the controllers could not read is refused with its path, and nothing is stored in a dry run', async (t) => {
  const { call, objects } = await kubeApiUnderTest(t);
  await objects.create(namespace('payments-dev'));
  const bad = { ...deployment('web'), spec: { replicas: 'many' } };
  const { status, body } = await call('POST', DEPLOYMENTS, { body: bad });
  assert.equal(status >= 400 && status < 500, true);
  assert.match(body.message, /replicas/);
  const dry = await call('POST', `${DEPLOYMENTS}?dryRun=All`, { body: deployment('web') });
  assert.equal(dry.status, 201);
  assert.equal((await call('GET', `${DEPLOYMENTS}/web`)).status, 404);
});

test('server-side apply makes, changes, and names who is in the way', async (t) => {
  const { call, objects } = await kubeApiUnderTest(t);
  await objects.create(namespace('payments-dev'));
  const apply = (manager: string, data: object, more = '') =>
    call('PATCH', `${CONFIG_MAPS}/settings?fieldManager=${manager}${more}`, {
      body: configMap('settings', data),
      type: 'application/apply-patch+yaml',
    });
  assert.equal((await apply('one', { a: '1' })).status, 201);
  assert.equal((await apply('two', { b: '2' })).status, 200);
  const contested = await apply('two', { a: '3', b: '2' });
  assert.equal(contested.status, 409);
  assert.equal(contested.body.details.causes[0].field, '.data.a');
  assert.equal((await apply('two', { a: '3' }, '&force=true')).body.data.a, '3');
  assert.deepEqual((await call('GET', `${CONFIG_MAPS}/settings`)).body.data, { a: '3' });
});

test('kubectl gets its columns as a table', async (t) => {
  const { call, objects } = await kubeApiUnderTest(t);
  await objects.create(pod('web-1'));
  const { body } = await call('GET', '/api/v1/pods', { accept: TABLE });
  assert.equal(body.kind, 'Table');
  assert.deepEqual(body.columnDefinitions.map(({ name }: { name: string }) => name).slice(0, 5), [
    'Name',
    'Ready',
    'Status',
    'Restarts',
    'Age',
  ]);
  assert.deepEqual(body.rows[0].cells.slice(0, 4), ['web-1', '0/1', 'Pending', '0']);
  assert.equal(body.rows[0].object.metadata.name, 'web-1');
});

test('the log of a pod is text, and what is not kept is refused', async (t) => {
  const { call, objects, logs } = await kubeApiUnderTest(t);
  const { metadata } = await objects.create(pod('web-1'));
  logs.set(metadata.uid ?? '', ['one', 'two', 'three']);
  const path = '/api/v1/namespaces/payments-dev/pods/web-1/log';
  assert.equal((await call('GET', `${path}?tailLines=2`)).body, 'two\nthree\n');
  assert.equal((await call('GET', `${path}?container=other`)).status, 400);
  assert.equal((await call('GET', `${path}?previous=true`)).status, 400);
});

test('a followed log ends with its pod', async (t) => {
  const { call, objects, logs } = await kubeApiUnderTest(t);
  const made = await objects.create(pod('web-1'));
  logs.set(made.metadata.uid ?? '', ['one']);
  const path = '/api/v1/namespaces/payments-dev/pods/web-1/log?follow=true';
  const followed = call('GET', path);
  await objects.updateStatus({ ...made, status: { phase: 'Succeeded' } });
  assert.equal((await followed).body, 'one\n');
});
