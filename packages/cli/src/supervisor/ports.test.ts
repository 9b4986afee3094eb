import assert from 'node:assert/strict';
import { test } from 'node:test';
import { portsAt } from './ports.ts';

test('the ports move together', () => {
  assert.deepEqual(portsAt(100), {
    portal: 7107,
    forge: 7180,
    postgres: 7532,
    ingress: 8980,
    kubernetes: 6543,
    ingressTls: 8943,
  });
});

test('an offset is refused that leaves the range, or gives HTTP a port that browsers block', () => {
  for (const offset of [-7000, 60_000, 1.5, 3000, 3073, 1200]) {
    assert.throws(() => portsAt(offset), { code: 'gaia.bad-offset' }, String(offset));
  }
  // PostgreSQL does not speak HTTP: 10080 serves it as well as any other port.
  assert.equal(portsAt(2648).postgres, 10_080);
});
