import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reconcileService } from './service.ts';
import { service } from './testing/objects.ts';
import type { Service } from './types.ts';

function addressOf(given: Service, others: readonly Service[] = [], seed = '8880'): string {
  const [action] = reconcileService(given, [given, ...others], seed).actions;
  assert.equal(action?.kind, 'update');
  return (action as { object: Service }).object.spec?.clusterIP ?? '';
}

test('an address depends on the name and the installation, and is in 127.64.0.0/10', () => {
  const address = addressOf(service('web'));
  const [first, second] = address.split('.').map(Number);
  assert.equal(first, 127);
  assert.ok(second !== undefined && second >= 64 && second < 128, address);
  assert.equal(addressOf(service('web')), address);
  assert.notEqual(addressOf(service('orders')), address);
  assert.notEqual(addressOf(service('web'), [], '9880'), address);
});

test('a given address stays; of two with one address the older keeps it', () => {
  const given = service('web', { clusterIP: '127.64.0.9' });
  assert.deepEqual(reconcileService(given, [given], '8880').actions, []);
  const second = service('xylophone', { clusterIP: '127.64.0.9' });
  assert.deepEqual(reconcileService(given, [given, second], '8880').actions, []);
  assert.notEqual(addressOf(second, [given]), '127.64.0.9');
});

test('an address that another Service has is passed over', () => {
  const address = addressOf(service('web'));
  const squatter = service('squatter', { clusterIP: address });
  const next = addressOf(service('web'), [squatter]);
  assert.notEqual(next, address);
});

for (const spec of [{ clusterIP: 'None' }, { type: 'ExternalName' }]) {
  test(`${JSON.stringify(spec)} needs no address`, () => {
    const given = service('web', spec);
    assert.deepEqual(reconcileService(given, [given], '8880').actions, []);
  });
}

test("an address from elsewhere than the local cluster's is replaced", () =>
  assert.match(addressOf(service('web', { clusterIP: '10.96.0.1' })), /^127\./));
