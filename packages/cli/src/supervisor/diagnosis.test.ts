import assert from 'node:assert/strict';
import { test } from 'node:test';
import { servicePorts } from './diagnosis.ts';

test('where port 80 needs root it is said how services find each other, and what ends it', () => {
  for (const open of [1, 80]) {
    assert.deepEqual(servicePorts(open), {
      name: 'services',
      state: 'ok',
      finding: 'they reach each other by name and port',
    });
  }
  const { finding, hint = '' } = servicePorts(1024);
  assert.match(finding, /on Node reach each other by name/);
  assert.match(finding, /port 80 is 61080 here, as ports below 1024 need root/);
  assert.match(hint, /ip_unprivileged_port_start=80/);
});
