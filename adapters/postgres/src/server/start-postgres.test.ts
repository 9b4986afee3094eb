import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmod, chown, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { hasCode } from '@infraforge/kernel';
import { freePort, tempDirectory, until } from '@infraforge/testkit';
import pg from 'pg';
import { isAlive } from './processes.ts';
import { type RunningPostgres, startPostgres } from './start-postgres.ts';

const QUICK = { fsync: 'off' };

/** A place for a server, with a space in its path, and a way to start it that the test's end undoes. */
async function place(context: TestContext): Promise<{
  readonly dataDirectory: string;
  readonly port: number;
  start(options?: { port?: number }): Promise<RunningPostgres>;
}> {
  const directory = await tempDirectory('infraforge postgres ');
  const started: RunningPostgres[] = [];
  const dataDirectory = join(directory.path, 'data');
  const port = await freePort();
  context.after(async () => {
    for (const server of started) await server.stop();
    await directory.remove();
  });
  return {
    dataDirectory,
    port,
    async start(options = {}) {
      const server = await startPostgres({
        dataDirectory,
        port: options.port ?? port,
        logFile: join(directory.path, 'postgres.log'),
        database: 'postgres',
        settings: QUICK,
      });
      started.push(server);
      return server;
    },
  };
}

async function query(url: string, text: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows[0];
  } finally {
    await client.end();
  }
}

test('starts in a path with spaces, answers to its password only, and stops', async (context) => {
  const { start, dataDirectory, port } = await place(context);
  const server = await start();
  assert.deepEqual(await query(server.url, 'select 1 as one'), { one: 1 });
  assert.equal(server.isAdopted, false);
  const wrong = `postgres://infraforge:wrong@127.0.0.1:${port}/postgres`;
  await assert.rejects(query(wrong, 'select 1'), (error) => hasCode(error, '28P01'));
  assert.equal((await stat(`${dataDirectory}.password`)).mode & 0o777, 0o600);
  assert.equal((await stat(dataDirectory)).mode & 0o077, 0);
  await server.stop();
  await server.exited;
  assert.equal(isAlive(server.pid), false);
  await server.stop();
});

test('adopts our own server, and sees it end', async (context) => {
  const { start } = await place(context);
  const first = await start();
  const second = await start();
  assert.deepEqual([second.isAdopted, second.pid, second.url], [true, first.pid, first.url]);
  process.kill(first.pid, 'SIGINT');
  await second.exited;
});

test('moves a server that it finds on another port', async (context) => {
  const { start } = await place(context);
  const first = await start();
  const second = await start({ port: await freePort() });
  assert.notEqual(second.pid, first.pid);
  assert.equal(isAlive(first.pid), false);
  assert.deepEqual(await query(second.url, 'select 1 as one'), { one: 1 });
});

test('comes back with its data after kill -9', async (context) => {
  const { start } = await place(context);
  const first = await start();
  await query(first.url, 'create table kept as select 42 as answer');
  process.kill(first.pid, 'SIGKILL');
  const second = await start();
  assert.deepEqual(await query(second.url, 'select answer from kept'), { answer: 42 });
});

test('is not held up by a lock whose pid went to another program', async (context) => {
  const { start, dataDirectory } = await place(context);
  const first = await start();
  process.kill(first.pid, 'SIGKILL');
  await first.exited;
  const other = spawn('sleep', ['60']);
  context.after(() => other.kill());
  const file = join(dataDirectory, 'postmaster.pid');
  const lock = await readFile(file, 'utf8');
  await writeFile(file, lock.replace(/^\d+/, String(other.pid)));
  const second = await start();
  assert.deepEqual(await query(second.url, 'select 1 as one'), { one: 1 });
  assert.equal(other.exitCode, null, 'the other program goes on');
});

test('says so when the port is taken', async (context) => {
  const { start, port } = await place(context);
  const taken = createServer().listen(port, '127.0.0.1');
  context.after(() => taken.close());
  await assert.rejects(start(), (error: Error & { hint?: string }) => {
    assert.ok(hasCode(error, 'postgres.port-taken'));
    assert.match(error.message, new RegExp(`Port ${port}`));
    assert.match(error.hint ?? '', /--port-offset/);
    return true;
  });
});

test('refuses a server that does not know our password', async (context) => {
  const { start, dataDirectory } = await place(context);
  await start();
  await writeFile(`${dataDirectory}.password`, 'another');
  await assert.rejects(start(), (error) => hasCode(error, 'postgres.foreign'));
});

test('refuses data of another version of PostgreSQL', async (context) => {
  const { start, dataDirectory } = await place(context);
  await mkdir(dataDirectory);
  await writeFile(`${dataDirectory}.password`, 'any');
  await writeFile(join(dataDirectory, 'PG_VERSION'), '17\n');
  await assert.rejects(start(), (error) => hasCode(error, 'postgres.wrong-version'));
});

test('refuses to guess when the password is lost', async (context) => {
  const { start, dataDirectory } = await place(context);
  await mkdir(dataDirectory);
  await writeFile(join(dataDirectory, 'PG_VERSION'), '18\n');
  await assert.rejects(start(), (error) => hasCode(error, 'postgres.no-password'));
});

test('is not misled by what a killed first start left', async (context) => {
  const { start, dataDirectory } = await place(context);
  await mkdir(join(`${dataDirectory}.new`, 'base'), { recursive: true });
  await writeFile(join(`${dataDirectory}.new`, 'PG_VERSION'), '18\n');
  const server = await start();
  assert.deepEqual(await query(server.url, 'select 1 as one'), { one: 1 });
});

test('ends a start that is aborted', async (context) => {
  const { dataDirectory, port } = await place(context);
  const abort = new AbortController();
  const starting = startPostgres({
    dataDirectory,
    port,
    logFile: `${dataDirectory}.log`,
    signal: abort.signal,
  });
  abort.abort();
  await assert.rejects(starting, { name: 'AbortError' });
});

for (const [who, uid] of [
  ['an ordinary user whose home is private', 65_534],
  ['a user without a name', 54_321],
] as const) {
  test(`runs for ${who}`, {
    skip: process.getuid?.() !== 0 && 'only root can become another user; others are one',
  }, async (context) => {
    const home = await tempDirectory();
    await chmod(home.path, 0o700);
    await chown(home.path, uid, uid);
    const port = await freePort();
    const script = `
      import { startPostgres } from ${JSON.stringify(join(import.meta.dirname, 'start-postgres.ts'))};
      const server = await startPostgres({
        dataDirectory: ${JSON.stringify(join(home.path, 'data'))}, port: ${port},
        logFile: ${JSON.stringify(join(home.path, 'log'))}, database: 'postgres', settings: { fsync: 'off' },
      });
      console.log(server.url);
      process.stdin.once('data', () => server.stop().then(() => process.exit(0)));`;
    const user = ['--reuid', String(uid), '--regid', String(uid), '--clear-groups'];
    const child = spawn(
      'setpriv',
      [...user, process.execPath, '--input-type=module', '--eval', script],
      { cwd: '/', stdio: ['pipe', 'pipe', 'inherit'] },
    );
    context.after(async () => {
      child.kill();
      await home.remove();
    });
    let printed = '';
    child.stdout.on('data', (chunk) => {
      printed += chunk;
    });
    const url = await until(() => printed.trim(), { timeoutMilliseconds: 20_000 });
    assert.deepEqual(await query(url, 'select 1 as one'), { one: 1 });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.stdin.write('stop\n');
    assert.equal(await ended, 0);
  });
}
