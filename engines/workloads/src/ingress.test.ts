import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conditionOf } from './conditions.ts';
import { reconcileIngress } from './ingress.ts';
import { ingress, later, NOW, service } from './testing/objects.ts';
import type { Ingress } from './types.ts';

function statusOf(given: Ingress, others: readonly Ingress[] = []): NonNullable<Ingress['status']> {
  const around = {
    ingresses: [given, ...others],
    services: [service('web')],
    address: { ip: '127.0.0.1', port: 8880 },
    now: NOW,
  };
  const [action] = reconcileIngress(given, around).actions;
  assert.equal(action?.kind, 'updateStatus');
  const status = (action as { object: Ingress }).object.status ?? {};
  assert.deepEqual(reconcileIngress({ ...given, status }, around).actions, [], 'it stands still');
  return status;
}

test('one that is served has an address', () => {
  const status = statusOf(ingress('web', ['web.localhost']));
  assert.deepEqual(status.loadBalancer, {
    ingress: [{ ip: '127.0.0.1', ports: [{ port: 8880, protocol: 'TCP' }] }],
  });
});

const refused: readonly (readonly [string, Ingress, readonly Ingress[], string, RegExp])[] = [
  [
    'the host is taken',
    ingress('thief', ['web.localhost'], { namespace: 'evil-dev', createdAt: later(1) }),
    [ingress('web', ['web.localhost'])],
    'HostTaken',
    /belongs to Ingress web of namespace team-dev/,
  ],
  ['no host', ingress('web', []), [], 'NoHost', /Set spec\.rules\[\]\.host/],
  [
    'no Service',
    ingress('web', ['web.localhost'], { paths: [{ backend: { service: { name: 'none' } } }] }),
    [],
    'ServiceNotFound',
    /no Service none in namespace team-dev/,
  ],
];

for (const [name, given, others, reason, message] of refused) {
  test(`one that is not served says why: ${name}`, () => {
    const status = statusOf(given, others);
    const condition = conditionOf(status.conditions, 'Accepted');
    assert.deepEqual([condition?.status, condition?.reason], ['False', reason]);
    assert.match(condition?.message ?? '', message);
    assert.deepEqual(status.loadBalancer, {});
  });
}
