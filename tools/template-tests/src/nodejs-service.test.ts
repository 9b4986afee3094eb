import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, suite, type TestContext, test } from 'node:test';
import { writeService } from './testing.ts';

/** The service as its repository holds it, with the dependencies of its own lock and nothing else in reach. */
const folder = mkdtempSync(join(tmpdir(), 'nodejs-service-'));
let unavailable: string | false = false;

type Line = Readonly<Record<string, unknown>>;

const environment = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' };

/** Starts the service with the command of its image and waits until it listens. */
async function start(t: TestContext, variables: Readonly<Record<string, string>> = {}) {
  const dockerfile = readFileSync(join(folder, 'Dockerfile'), 'utf8');
  const [, ...words]: string[] = JSON.parse(/^CMD (\[.*\])$/m.exec(dockerfile)?.[1] ?? '[]');
  const child = spawn(process.execPath, words, {
    cwd: folder,
    env: { ...environment, PORT: '0', HOST: '127.0.0.1', REVISION: '3f2c1a9', ...variables },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => child.kill('SIGKILL'));
  const lines: Line[] = [];
  const port = Promise.withResolvers<number>();
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line: Line = JSON.parse(text);
    lines.push(line);
    if (line.message === 'listening') port.resolve(Number(line.port));
  });
  child.once('exit', (code) => port.reject(new Error(`the service ended with ${code}`)));
  return { child, lines, url: `http://127.0.0.1:${await port.promise}` };
}

suite('the service that the golden path makes', () => {
  before(() => {
    writeService(folder);
    const flags = [
      'ci',
      '--omit=dev',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--prefer-offline',
    ];
    const install = spawnSync('npm', flags, { cwd: folder, encoding: 'utf8' });
    if (install.status === 0) return;
    const away = /ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT|ENOTCACHED/.test(install.stderr);
    if (!away) throw new Error(install.stderr);
    unavailable = 'the npm registry cannot be reached and its cache does not hold the dependencies';
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  test('its own tests pass with production dependencies only', (t) => {
    if (unavailable) return t.skip(unavailable);
    assert.ok(!existsSync(join(folder, 'node_modules/typescript')));
    const { NODE_TEST_CONTEXT: _, ...outer } = process.env;
    execFileSync('npm', ['test'], { cwd: folder, env: outer, encoding: 'utf8' });
  });

  test('its lock names no registry and runs no install script', () => {
    const lock = readFileSync(join(folder, 'package-lock.json'), 'utf8');
    assert.doesNotMatch(lock, /"resolved"|"hasInstallScript"/);
    const { allowScripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    assert.deepEqual(allowScripts, {});
  });

  test('it answers, and says which revision does', async (t) => {
    if (unavailable) return t.skip(unavailable);
    const begin = performance.now();
    const { url } = await start(t);
    const answer = await fetch(url);
    t.diagnostic(`start to the first 200: ${Math.round(performance.now() - begin)} ms`);
    assert.deepEqual(await answer.json(), {
      service: 'orders',
      revision: '3f2c1a9',
      message: 'orders is running',
    });
    for (const path of ['/healthz', '/readyz', '/metrics', '/hello/ada']) {
      assert.equal((await fetch(url + path)).status, 200, path);
    }
    const metrics = await (await fetch(`${url}/metrics`)).text();
    assert.match(metrics, /^# TYPE http_request_duration_seconds histogram$/m);
    assert.match(metrics, /^# TYPE http_requests_total counter$/m);
  });

  test('its log lines carry the trace of their request', async (t) => {
    if (unavailable) return t.skip(unavailable);
    const { child, lines, url } = await start(t);
    await (await fetch(`${url}/hello/ada`)).text();
    child.kill('SIGTERM');
    await once(child, 'exit');
    const [greeting, request] = ['greeting', 'request'].map((message) =>
      lines.find((line) => line.message === message),
    );
    assert.match(String(greeting?.trace_id), /^[0-9a-f]{32}$/);
    assert.equal(request?.trace_id, greeting?.trace_id);
  });

  test('its traces reach a collector, the client’s span as parent', async (t) => {
    if (unavailable) return t.skip(unavailable);
    const received = Promise.withResolvers<string>();
    const collector = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        received.resolve(body);
        response.setHeader('content-type', 'application/json').end('{}');
      });
    }).listen(0, '127.0.0.1');
    t.after(() => collector.close());
    await once(collector, 'listening');
    const address = collector.address();
    assert.ok(typeof address === 'object' && address !== null);
    const { child, url } = await start(t, {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${address.port}`,
    });
    const headers = { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' };
    await (await fetch(`${url}/hello/ada`, { headers })).text();
    child.kill('SIGTERM');
    const [span] = spansOf(await received.promise).filter(({ kind }) => kind === 2);
    assert.equal(span?.traceId, '0af7651916cd43dd8448eb211c80319c');
    assert.equal(span?.parentSpanId, 'b7ad6b7169203331');
    assert.equal(span?.name, 'GET /hello/:name');
  });

  test('under load it stops without losing a request', async (t) => {
    if (unavailable) return t.skip(unavailable);
    const { child, lines, url } = await start(t, { SHUTDOWN_DELAY_MS: '300' });
    const agent = new Agent({ keepAlive: true });
    const told = Promise.withResolvers<void>();
    let answered = 0;
    const get = () =>
      new Promise<void>((resolve, reject) => {
        request(url, { agent }, (response) => {
          if (response.headers.connection === 'close') told.resolve();
          response.resume().once('end', () => {
            answered++;
            if (response.statusCode === 200) resolve();
            else reject(new Error(`${response.statusCode}`));
          });
        })
          .once('error', reject)
          .end();
      });
    let isOver = false;
    const clients = Array.from({ length: 16 }, async () => {
      while (!isOver) await get();
    });
    await get();
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    await told.promise;
    isOver = true;
    await Promise.all(clients);
    assert.deepEqual(await exit, [0, null]);
    assert.ok(answered > 16, `${answered} answers`);
    assert.deepEqual(
      lines.filter(({ level }) => level === 'error'),
      [],
    );
  });
});

type Span = {
  readonly traceId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
};

function spansOf(body: string): readonly Span[] {
  const { resourceSpans } = JSON.parse(body) as {
    resourceSpans: readonly { scopeSpans: readonly { spans: readonly Span[] }[] }[];
  };
  return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
}
