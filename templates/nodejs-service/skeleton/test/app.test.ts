import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import { suite, type TestContext, test } from 'node:test';
import { createApp } from '../src/app.ts';
import { createLogger } from '../src/logger.ts';
import { createMetrics } from '../src/metrics.ts';

const config = { service: 'sample', revision: 'abc123', logLevel: 'debug', metrics: true } as const;

/** Serves the app on a free port until the test ends. */
async function serve(t: TestContext, overrides: { metrics?: boolean; ready?: boolean } = {}) {
  const log = new PassThrough({ encoding: 'utf8' });
  const app = createApp({
    config: { ...config, metrics: overrides.metrics ?? true },
    logger: createLogger(config, log),
    metrics: createMetrics(config),
    isReady: () => overrides.ready ?? true,
  });
  const server = createServer(app).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    get: (path: string) => fetch(`http://127.0.0.1:${port}${path}`),
    logLines: (): Record<string, unknown>[] =>
      String(log.read() ?? '')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
  };
}

suite('the HTTP interface', () => {
  test('/ says what runs', async (t) => {
    const { get } = await serve(t);
    const response = await get('/');
    assert.equal(response.status, 200);
    assert.deepEqual(await response.json(), {
      service: 'sample',
      revision: 'abc123',
      message: 'sample is running',
    });
  });

  test('/hello/:name greets', async (t) => {
    const { get } = await serve(t);
    assert.deepEqual(await (await get('/hello/Ada%20L')).json(), { message: 'Hello, Ada L!' });
  });

  test('/healthz is well also while the service is not ready', async (t) => {
    const { get } = await serve(t, { ready: false });
    assert.equal((await get('/healthz')).status, 200);
    assert.equal((await get('/readyz')).status, 503);
  });

  test('an unknown path and a malformed one are problems of RFC 9457', async (t) => {
    const { get } = await serve(t);
    for (const [path, status] of [
      ['/nothing', 404],
      ['/hello/%ff', 400],
    ] as const) {
      const response = await get(path);
      assert.equal(response.status, status);
      assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/);
      assert.equal(((await response.json()) as { status: number }).status, status);
    }
  });

  test('every path of openapi.yaml answers', async (t) => {
    const { get } = await serve(t);
    const paths = readFileSync(new URL('../openapi.yaml', import.meta.url), 'utf8').matchAll(
      /^ {2}(\/\S*):$/gm,
    );
    for (const [, path = ''] of paths) {
      assert.equal((await get(path.replace(/\{\w+\}/g, 'x'))).status, 200, path);
    }
  });
});

suite('what it tells about itself', () => {
  test('metrics count requests by route, not by path', async (t) => {
    const { get } = await serve(t);
    await (await get('/hello/ada')).text();
    await (await get('/hello/bob')).text();
    const text = await (await get('/metrics')).text();
    assert.match(
      text,
      /^http_requests_total\{method="GET",route="\/hello\/:name",status="200"\} 2$/m,
    );
    assert.match(
      text,
      /^http_request_duration_seconds_bucket\{le="0\.005",method="GET",route="\/hello\/:name",status="200"\} \d$/m,
    );
    assert.match(text, /^service_info\{service="sample",revision="abc123"\} 1$/m);
  });

  test('metrics can be switched off', async (t) => {
    const { get } = await serve(t, { metrics: false });
    assert.equal((await get('/metrics')).status, 404);
  });

  test('each request makes one line of JSON; probes do so at level debug', async (t) => {
    const { get, logLines } = await serve(t);
    await (await get('/?q=1')).text();
    await (await get('/readyz')).text();
    const requests = logLines().filter(({ message }) => message === 'request');
    assert.deepEqual(
      requests.map(({ level, method, path, status, service }) => ({
        level,
        method,
        path,
        status,
        service,
      })),
      [
        { level: 'info', method: 'GET', path: '/', status: 200, service: 'sample' },
        { level: 'debug', method: 'GET', path: '/readyz', status: 200, service: 'sample' },
      ],
    );
    for (const { duration_ms } of requests) assert.equal(typeof duration_ms, 'number');
  });
});
