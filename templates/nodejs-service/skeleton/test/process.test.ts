import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { createInterface } from 'node:readline';
import { type TestContext, test } from 'node:test';

type Line = Readonly<Record<string, unknown>>;

/** Starts the service as its image does, on a free port. */
async function start(t: TestContext, environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--import', './src/telemetry.ts', 'src/main.ts'], {
    cwd: new URL('..', import.meta.url),
    env: {
      PATH: process.env.PATH ?? '',
      PORT: '0',
      HOST: '127.0.0.1',
      REVISION: 'abc123',
      ...environment,
    },
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

async function exitCode(child: ChildProcess): Promise<number | null> {
  const [code] = await once(child, 'exit');
  return code;
}

test('log lines of a request carry the trace id that its caller sent', async (t) => {
  const { child, lines, url } = await start(t);
  const traceId = '0af7651916cd43dd8448eb211c80319c';
  const headers = { traceparent: `00-${traceId}-b7ad6b7169203331-01` };
  await (await fetch(`${url}/hello/ada`, { headers })).text();
  child.kill('SIGTERM');
  assert.equal(await exitCode(child), 0);
  for (const message of ['greeting', 'request']) {
    const line = lines.find((candidate) => candidate.message === message);
    assert.equal(line?.trace_id, traceId, message);
    assert.match(String(line?.span_id), /^[0-9a-f]{16}$/, message);
  }
});

test('no request is lost while the service stops', async (t) => {
  const { child, lines, url } = await start(t, { SHUTDOWN_DELAY_MS: '300' });
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const closing = Promise.withResolvers<void>();
  const get = () =>
    new Promise<void>((resolve, reject) => {
      request(url, { agent }, (response) => {
        if (response.headers.connection === 'close') closing.resolve();
        response
          .resume()
          .once('end', () =>
            response.statusCode === 200 ? resolve() : reject(response.statusCode),
          );
      })
        .once('error', reject)
        .end();
    });

  let stop = false;
  const clients = Array.from({ length: 8 }, async () => {
    while (!stop) await get();
  });
  await get();
  child.kill('SIGTERM');
  await closing.promise; // The service has said that it will go: a load balancer sends the rest elsewhere.
  stop = true;
  await Promise.all(clients);
  assert.equal(await exitCode(child), 0);
  assert.equal(lines.at(-1)?.message, 'stopped');
});

test('/readyz tells load balancers first', async (t) => {
  const { child, url } = await start(t, { SHUTDOWN_DELAY_MS: '300' });
  assert.equal((await fetch(`${url}/readyz`)).status, 200);
  const exit = exitCode(child);
  child.kill('SIGTERM');
  let status = 200;
  while (status === 200) ({ status } = await fetch(`${url}/readyz`));
  assert.equal(status, 503);
  assert.equal(await exit, 0);
});

test('an environment that is not valid ends the start with every problem', async (t) => {
  const child = spawn(process.execPath, ['src/main.ts'], {
    cwd: new URL('..', import.meta.url),
    env: { PATH: process.env.PATH ?? '', PORT: 'http', LOG_LEVEL: 'loud' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  t.after(() => child.kill('SIGKILL'));
  let text = '';
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    text += chunk;
  });
  const [code] = await once(child, 'close');
  assert.equal(code, 78);
  assert.match(text, /PORT must be[\s\S]*LOG_LEVEL must be/);
});
