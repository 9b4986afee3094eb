import assert from 'node:assert/strict';
import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  request,
  type Server,
} from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { after, test } from 'node:test';
import { silentLogger } from '@infraforge/kernel';
import type { RoutingTable, Target } from '@infraforge/workloads';
import { type IngressServer, startIngress } from './ingress-server.ts';

const closers: (() => Promise<unknown> | unknown)[] = [];
after(async () => {
  for (const close of closers.reverse()) await close();
});

async function service(listener: RequestListener): Promise<Server & { readonly port: number }> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return Object.assign(server, { port: (server.address() as AddressInfo).port });
}

function table(ports: readonly number[]): RoutingTable {
  const targets: readonly Target[] = ports.map((port) => ({
    podUid: `p${port}`,
    pod: 'web',
    port,
  }));
  const route = { path: '/', isExact: false, namespace: 'team-dev', service: 'web', port: 80 };
  return {
    hosts: new Map([
      ['web.localhost', { owner: { namespace: 'team-dev', name: 'web' }, paths: [route] }],
    ]),
    services: new Map([
      [
        'team-dev/web',
        {
          namespace: 'team-dev',
          name: 'web',
          clusterIP: undefined,
          ports: [{ name: undefined, port: 80, targets }],
        },
      ],
    ]),
    choices: new Map(),
  };
}

async function ingress(ports: readonly number[]): Promise<IngressServer> {
  const server = await startIngress({ host: '127.0.0.1', port: 0, logger: silentLogger });
  closers.push(() => server.close());
  server.setRoutes(table(ports));
  return server;
}

type Sent = {
  readonly method?: string;
  readonly path?: string;
  readonly host?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
};

async function send(
  port: number,
  sent: Sent = {},
): Promise<IncomingMessage & { readonly text: string }> {
  const { method = 'GET', path = '/', host = 'web.localhost', headers = {}, body } = sent;
  const outgoing = request({
    host: '127.0.0.1',
    port,
    path,
    method,
    headers: { host, ...headers },
  });
  outgoing.end(body);
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Object.assign(response, { text: Buffer.concat(chunks).toString() });
}

test('method, path, headers and body go there, status, headers and body come back', async () => {
  const echo = await service(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    response.writeHead(201, 'Made', [
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
      ['X-Case', 'Kept'],
    ] as never);
    const { method, headers } = incoming;
    response.end(JSON.stringify({ method, headers, body: Buffer.concat(chunks).toString() }));
  });
  const { port } = await ingress([echo.port]);
  const headers = { 'x-forwarded-for': '6.6.6.6', 'x-own': 'yes' };
  const response = await send(port, { method: 'POST', headers, body: 'content' });
  assert.deepEqual([response.statusCode, response.statusMessage], [201, 'Made']);
  assert.deepEqual(response.headers['set-cookie'], ['a=1', 'b=2']);
  assert.ok(response.rawHeaders.includes('X-Case'));
  const seen = JSON.parse(response.text);
  assert.equal(seen.method, 'POST');
  assert.equal(seen.body, 'content');
  assert.equal(seen.headers['x-own'], 'yes');
  assert.equal(seen.headers['x-forwarded-for'], '127.0.0.1', 'what a client says is not believed');
  assert.equal(seen.headers['x-forwarded-host'], 'web.localhost');
  assert.equal(seen.headers['x-forwarded-port'], String(port));
  assert.equal(seen.headers.host, 'web.localhost');
});

test('a body of any size goes through in both directions', async () => {
  const mirror = await service((incoming, response) => incoming.pipe(response));
  const { port } = await ingress([mirror.port]);
  const body = Buffer.alloc(20 * 2 ** 20, 'x');
  const response = await send(port, { method: 'PUT', body });
  assert.equal(response.text.length, body.length);
});

test('what a service sends comes at once', async () => {
  const stream = await service((_incoming, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('data: first\n\n');
  });
  const { port } = await ingress([stream.port]);
  const outgoing = request({ host: '127.0.0.1', port, headers: { host: 'web.localhost' } }).end();
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  const [chunk] = await once(response, 'data');
  assert.equal(String(chunk), 'data: first\n\n');
  outgoing.destroy();
});

test('a service hears when its client has gone', async () => {
  let gone: (() => void) | undefined;
  const left = new Promise<void>((resolve) => {
    gone = resolve;
  });
  const slow = await service((_incoming, response) => {
    response.write('x');
    response.once('close', () => gone?.());
  });
  const { port } = await ingress([slow.port]);
  const outgoing = request({ host: '127.0.0.1', port, headers: { host: 'web.localhost' } }).end();
  await once(outgoing, 'response');
  outgoing.destroy();
  await left;
});

test('a connection that is upgraded carries bytes both ways', async () => {
  const socketServer = await service(() => {});
  socketServer.on('upgrade', (incoming: IncomingMessage, socket) => {
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nupgrade: ${incoming.headers.upgrade}\r\nconnection: Upgrade\r\n\r\n`,
    );
    socket.on('data', (data: Buffer) => socket.write(`echo ${data}`));
  });
  const { port } = await ingress([socketServer.port]);
  const socket = connect(port, '127.0.0.1');
  socket.write(
    'GET /ws HTTP/1.1\r\nhost: web.localhost\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\r\n',
  );
  const [head] = await once(socket, 'data');
  assert.match(String(head), /^HTTP\/1\.1 101/);
  socket.write('hello');
  const [echo] = await once(socket, 'data');
  assert.equal(String(echo), 'echo hello');
  socket.destroy();
});

test('a request that never reached a pod goes to another one', async () => {
  const dead = await service(() => {});
  dead.close();
  await once(dead, 'close');
  const alive = await service(async (incoming, response) => {
    let body = '';
    for await (const chunk of incoming) body += chunk;
    response.end(`alive ${body}`);
  });
  const { port } = await ingress([dead.port, alive.port]);
  for (let round = 0; round < 4; round += 1) {
    const response = await send(port, { method: 'POST', body: 'once' });
    assert.deepEqual([response.statusCode, response.text], [200, 'alive once']);
  }
});

test('a GET that a pod broke off is repeated, a POST is not', async () => {
  let calls = 0;
  const breaking = await service((incoming) => {
    calls += 1;
    incoming.socket.destroy();
  });
  const alive = await service((_incoming, response) => response.end('alive'));
  const { port } = await ingress([breaking.port, alive.port]);
  for (let round = 0; round < 4; round += 1) assert.equal((await send(port)).text, 'alive');
  assert.ok(calls >= 2);
  const statuses: (number | undefined)[] = [];
  for (let round = 0; round < 4; round += 1) {
    statuses.push((await send(port, { method: 'POST', body: 'x' })).statusCode);
  }
  assert.ok(statuses.includes(502));
});

test('errors are pages: for people as HTML, else as JSON', async () => {
  const server = await ingress([]);
  const unknown = await send(server.port, { host: 'nobody.localhost' });
  assert.equal(unknown.statusCode, 404);
  assert.equal(unknown.headers['content-type'], 'application/problem+json');
  assert.deepEqual(JSON.parse(unknown.text).hosts, ['web.localhost']);
  const page = await send(server.port, { host: '<b>', headers: { accept: 'text/html' } });
  assert.match(page.text, /&lt;b&gt;/);
  assert.match(page.text, new RegExp(`<a href="http://web\\.localhost:${server.port}/">`));
  const notReady = await send(server.port);
  assert.deepEqual([notReady.statusCode, notReady.headers['retry-after']], [503, '1']);
});

test('odd targets do no harm', async () => {
  const echo = await service((incoming, response) => response.end(incoming.url));
  const { port } = await ingress([echo.port]);
  for (const path of ['//', '/%', '//a b'.replace(' ', '%20'), '/?/../x', '/a//b']) {
    assert.equal((await send(port, { path })).text, path);
  }
});

test('a request waits a moment for the first pod', async () => {
  const late = await service((_incoming, response) => response.end('late'));
  const server = await ingress([]);
  const waiting = send(server.port);
  setTimeout(() => server.setRoutes(table([late.port])), 50);
  assert.equal((await waiting).text, 'late');
});

test('one that has just been started misses nothing', async () => {
  const web = await service((_incoming, response) => response.end('web'));
  const server = await startIngress({ host: '127.0.0.1', port: 0, logger: silentLogger });
  closers.push(() => server.close());
  const early = send(server.port);
  const stranger = send(server.port, { host: 'nobody.localhost' });
  setTimeout(() => server.setRoutes(table([web.port])), 50);
  assert.equal((await early).text, 'web');
  assert.equal((await stranger).statusCode, 404);
});

test('without any routes it says that it has just been started', async () => {
  const server = await startIngress({ host: '127.0.0.1', port: 0, logger: silentLogger });
  closers.push(() => server.close());
  const answer = await send(server.port);
  assert.deepEqual([answer.statusCode, answer.headers['retry-after']], [503, '1']);
  assert.equal(JSON.parse(answer.text).title, 'Starting');
});

test('draining waits for what is under way, and no longer than the limit', async () => {
  let finish: (() => void) | undefined;
  const slow = await service((_incoming, response) => {
    finish = () => response.end('done');
  });
  const server = await ingress([slow.port]);
  const sent = send(server.port);
  while (!finish) await new Promise((resolve) => setTimeout(resolve, 5));
  const uid = `p${slow.port}`;
  const start = Date.now();
  await server.drained(uid, 50);
  assert.ok(Date.now() - start >= 45);
  server.setRoutes(table([]));
  const drained = server.drained(uid, 10_000);
  finish();
  await drained;
  assert.equal((await sent).text, 'done');
});
