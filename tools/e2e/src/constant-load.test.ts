import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { until } from '@infraforge/testkit';
import { type Sample, startConstantLoad, wentBack } from './constant-load.ts';

function sample(revision: string, began: number, ended: number): Sample {
  return { began, ended, status: 200, revision, error: undefined };
}

test('answers that overlap have no order; one asked for after a newer one had ended is too old', () => {
  const overlapping = [sample('a', 0, 10), sample('b', 5, 8), sample('b', 11, 12)];
  assert.deepEqual(wentBack(overlapping, ['a', 'b']), []);
  const back = sample('a', 9, 20);
  const unknown = sample('c', 9, 20);
  const samples = [sample('a', 0, 2), sample('b', 5, 8), back, unknown];
  assert.deepEqual(wentBack(samples, ['a', 'b']), [back, unknown]);
});

test('the load keeps its rate and its connections, and tells of errors', async () => {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    if (asked === 50) response.writeHead(503).end('no');
    else response.end(JSON.stringify({ revision: 'a' }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const load = startConstantLoad({
    url: `http://x.localhost:${port}/`,
    requestsPerSecond: 200,
    connections: 4,
  });
  await until(() => load.samples.length >= 200);
  const samples = await load.stop();
  server.close();
  const seconds = Math.max(...samples.map(({ began }) => began)) / 1000;
  assert.ok(Math.abs(samples.length / seconds - 200) < 20, `${samples.length} in ${seconds} s`);
  assert.ok(load.connections() <= 4);
  const errors = samples.flatMap(({ error }) => error ?? []);
  assert.deepEqual(errors, ['503: no']);
});
