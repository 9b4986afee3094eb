import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { hasCode } from '@infraforge/kernel';
import { execa } from 'execa';
import { firstOpenPort, reachablePort } from './service-ports.ts';
import { servicePortsOption } from './service-ports-option.ts';

const ports: readonly [number, number, number][] = [
  // declared, first open, reached at
  [80, 1024, 61_080],
  [1023, 1024, 62_023],
  [1024, 1024, 1024],
  [8080, 1024, 8080],
  [80, 1, 80],
  [80, 80, 80],
  [79, 80, 61_079],
  [5000, 10_000, 5000],
];
for (const [declared, first, reached] of ports) {
  test(`port ${declared} is reached at ${reached} where ${first} is the first open one`, () =>
    assert.equal(reachablePort(declared, first), reached));
}

test('the first open port can be listened on', async () => {
  const port = await firstOpenPort();
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => (hasCode(error, 'EACCES') ? reject(error) : resolve()));
    server.listen({ host: '127.127.1.1', port }, () => server.close(() => resolve()));
  });
});

const calls: readonly [string, string, number][] = [
  // how, code, the port at which a connection is tried
  ['an address', `net.connect({ host: '127.99.0.7', port: 80 })`, 61_080],
  ['port and address', `net.connect(80, '127.99.0.7')`, 61_080],
  ['a socket of its own', `new net.Socket().connect(443, '127.127.0.1')`, 61_443],
  ['a name', `net.connect({ host: 'orders', port: 80, lookup })`, 61_080],
  ['a long name', `net.connect({ host: 'orders.team-dev', port: 80, lookup })`, 61_080],
  ['a URL', `http.get('http://127.99.0.7/', () => {}).on('error', report)`, 61_080],
  ['fetch', `fetch('http://127.99.0.7/').catch((error) => report(error.cause))`, 61_080],
  ['an open port', `net.connect({ host: '127.99.0.7', port: 8080 })`, 8080],
  ['another name', `net.connect({ host: 'else', port: 80, lookup })`, 80],
  ['an address that is no Service', `net.connect({ host: '127.0.0.99', port: 81 })`, 81],
];

test('connections to Services are sent to the ports at which they answer', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'service-ports-'));
  try {
    const hosts = join(folder, 'hosts');
    await writeFile(hosts, '127.0.0.1 localhost else\n127.99.0.7 orders orders.team-dev\n');
    for (const [how, code, expected] of calls) {
      await t.test(how, async () => {
        const program = `
const net = require('node:net');
const http = require('node:http');
const report = (error) => { console.log(error.port); process.exit(); };
const lookup = (_name, options, done) =>
  options.all ? done(null, [{ address: '127.99.0.7', family: 4 }]) : done(null, '127.99.0.7', 4);
const started = ${code};
started.on?.('error', report);`;
        const NODE_OPTIONS = servicePortsOption(hosts, 1024);
        const run = await execa(process.execPath, ['-e', program], { env: { NODE_OPTIONS } });
        assert.equal(run.stdout, String(expected));
      });
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});
