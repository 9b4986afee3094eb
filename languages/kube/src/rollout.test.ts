import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newReplicaSetScale, rolloutNumbers, scaledIntOrPercent } from './rollout.ts';

test('surge rounds up, unavailable down, and something may always move', () => {
  const quarter = { strategy: 'RollingUpdate', maxSurge: '25%', maxUnavailable: '25%' } as const;
  const numbers = { maxSurge: 1, maxUnavailable: 0, minAvailable: 2 };
  assert.deepEqual(rolloutNumbers({ ...quarter, replicas: 2 }), numbers);
  const none = { strategy: 'RollingUpdate', maxSurge: 0, maxUnavailable: '0%' } as const;
  assert.equal(rolloutNumbers({ ...none, replicas: 4 }).maxUnavailable, 1);
  assert.equal(newReplicaSetScale({ ...quarter, replicas: 4 }, [2, 2]), 3);
});

test('what is no percentage is refused', () => {
  assert.throws(() => scaledIntOrPercent('25', 4, 'up'), { code: 'kube.int-or-percent' });
});
