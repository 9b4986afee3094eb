import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kubeApiUnderTest } from './testing/kube-api-under-test.ts';
import { configMap, deployment, namespace, pod } from './testing/objects.ts';

const MERGE = 'application/merge-patch+json';
const APPLY = 'application/apply-patch+yaml';

test('no endpoint lets a member across the border of the team', async (t) => {
  const { call, objects } = await kubeApiUnderTest(t);
  for (const name of ['payments-dev', 'storefront-dev']) await objects.create(namespace(name));
  await objects.create(configMap('settings', { a: '1' }));
  await objects.create(deployment('web'));
  await objects.create(pod('web-1'));
  const maps = '/api/v1/namespaces/payments-dev/configmaps';
  const deployments = '/apis/apps/v1/namespaces/payments-dev/deployments';
  const tries: readonly (readonly [string, string, unknown?, string?])[] = [
    ['GET', maps],
    ['GET', `${maps}?watch=true`],
    ['GET', `${maps}/settings`],
    ['GET', `${maps}/settings?watch=true`],
    ['POST', maps, configMap('other', {})],
    ['PUT', `${maps}/settings`, configMap('settings', {})],
    ['PATCH', `${maps}/settings`, { data: { a: '2' } }, MERGE],
    ['PATCH', `${maps}/new?fieldManager=me`, configMap('new', {}), APPLY],
    ['DELETE', `${maps}/settings`],
    ['GET', `${deployments}/web/scale`],
    ['PATCH', `${deployments}/web/scale`, { spec: { replicas: 0 } }, MERGE],
    ['GET', `${deployments}/web/status`],
    ['PATCH', `${deployments}/web/status`, { status: {} }, MERGE],
    ['GET', '/api/v1/namespaces/payments-dev/pods/web-1/log'],
    ['GET', '/api/v1/namespaces/payments-dev'],
    ['DELETE', '/api/v1/namespaces/payments-dev'],
    ['GET', '/api/v1/namespaces/payments-dev/configmaps/not-there'],
    ['POST', '/api/v1/namespaces', namespace('payments-prod')],
    ['POST', '/apis/rbac.authorization.k8s.io/v1/clusterroles', { metadata: { name: 'all' } }],
  ];
  for (const [method, path, body, type] of tries) {
    const answer = await call(method, path, {
      token: 'carla',
      body,
      type: type ?? 'application/json',
    });
    assert.equal(answer.status, 403, `${method} ${path}`);
    assert.equal(answer.body.reason, 'Forbidden');
  }
  const { body: all } = await call('GET', '/api/v1/configmaps', { token: 'carla' });
  assert.deepEqual(all.items, []);
  const { body: theirs } = await call('GET', '/api/v1/namespaces', { token: 'carla' });
  assert.deepEqual(
    theirs.items.map(({ metadata }: { metadata: { name: string } }) => metadata.name),
    ['storefront-dev'],
  );
});

test('a member acts in the namespaces of the team, within the rules of its project', async (t) => {
  const { call, objects } = await kubeApiUnderTest(t);
  await objects.create(namespace('payments-dev'));
  const core = '/api/v1/namespaces/payments-dev';
  const as = (token: string, body: unknown) => ({ token, body });
  const made = await call('POST', `${core}/configmaps`, as('ana', configMap('settings', {})));
  assert.equal(made.status, 201);
  const quota = { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'more' } };
  const refused = await call('POST', `${core}/resourcequotas`, as('ana', quota));
  assert.equal(refused.status, 403);
  assert.match(refused.body.message, /not permitted/);
  await objects.create({
    ...quota,
    metadata: { name: 'limits', namespace: 'payments-dev' },
  });
  const removed = await call('DELETE', `${core}/resourcequotas/limits`, { token: 'ana' });
  assert.equal(removed.status, 403);
});

test('a token that may only read changes nothing', async (t) => {
  const { call, objects } = await kubeApiUnderTest(t);
  await objects.create(namespace('payments-dev'));
  const maps = '/api/v1/namespaces/payments-dev/configmaps';
  assert.equal((await call('GET', maps, { token: 'reader' })).status, 200);
  const made = await call('POST', maps, { token: 'reader', body: configMap('settings', {}) });
  assert.equal(made.status, 403);
  assert.match(made.body.message, /scope "write"/);
});

test('the path says where an object goes, whatever its body says', async (t) => {
  const { call, objects } = await kubeApiUnderTest(t);
  await objects.create(namespace('storefront-dev'));
  const path = '/api/v1/namespaces/storefront-dev/configmaps';
  const made = await call('POST', path, { token: 'carla', body: configMap('settings', {}) });
  assert.equal(made.status, 400);
});
