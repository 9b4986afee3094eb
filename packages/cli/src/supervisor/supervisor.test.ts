import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { findPodProcesses, isAlive } from '@infraforge/local-cluster';
import { freePort, tempDirectory, until } from '@infraforge/testkit';
import { SUPERVISOR_CRASH_POINTS } from './crash-points.ts';
import { installationAt } from './installation.ts';
import { platformStatus } from './platform-status.ts';
import { accepts } from './programs.ts';
import { findRunning, type ProgramName, type RunRecord } from './run-record.ts';
import { stopInstallation } from './stop-left-behind.ts';

const SUPERVISOR = join(import.meta.dirname, 'testing/supervisor-process.ts');
const PROGRAMS = ['postgres', 'kubelet', 'server'] as const;
const quiet = {
  run: async (_title: string, work: () => Promise<string>) => void (await work()),
  end() {},
};

type Start = {
  readonly child: ChildProcess;
  said(): string;
  /** Resolves with the exit code, or the signal. */
  readonly ended: Promise<number | string | null>;
};

/** An installation in a path with a space, with its own ports; all that runs in it ends with the test. */
async function world(context: TestContext) {
  const directory = await tempDirectory('infraforge supervisor ');
  const installation = installationAt('/nowhere', directory.path);
  const ports = {
    portal: await freePort(),
    forge: await freePort(),
    postgres: await freePort(),
    ingress: await freePort(),
    kubernetes: await freePort(),
    ingressTls: await freePort(),
  };
  context.after(async () => {
    await stopInstallation(installation, quiet);
    await directory.remove();
  });
  return {
    installation,
    ports,
    start(behaviour: object = {}, environment: Record<string, string> = {}): Start {
      const words = [directory.path, JSON.stringify(ports), JSON.stringify(behaviour)];
      const child = spawn(process.execPath, [SUPERVISOR, ...words], {
        env: { PATH: process.env.PATH, HOME: directory.path, ...environment },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let text = '';
      child.stdout.on('data', (chunk) => {
        text += chunk;
      });
      const ended = new Promise<number | string | null>((resolve) => {
        child.once('close', (code, signal) => resolve(code ?? signal));
      });
      return { child, said: () => text, ended };
    },
    running: (name: ProgramName): Promise<RunRecord | undefined> => findRunning(installation, name),
  };
}

const until30 = { timeoutMilliseconds: 30_000 };
const ready = (start: Start) =>
  until(() => start.said().includes('\nready\n'), { ...until30, what: 'readiness' }).catch(
    (error) => {
      throw new Error(start.said(), { cause: error });
    },
  );

test('starts everything, and Ctrl-C stops everything', async (context) => {
  const { start, running, installation } = await world(context);
  const supervisor = start();
  await ready(supervisor);
  const records = await Promise.all(PROGRAMS.map(running));
  assert.ok(records.every((record) => record !== undefined));
  await until(async () => (await findPodProcesses(installation.data)).length === 1);
  assert.equal((await stat(installation.credentials)).mode & 0o777, 0o600);
  assert.equal((await stat(join(installation.keys, 'master'))).mode & 0o777, 0o600);

  supervisor.child.kill('SIGINT');
  assert.equal(await supervisor.ended, 0);
  for (const record of records) assert.equal(record && (await isAlive(record)), false);
  assert.deepEqual(await findPodProcesses(installation.data), [], 'no pod is left');
  assert.deepEqual(await readdir(installation.run), []);
});

test('starts again what dies', async (context) => {
  const { start, running } = await world(context);
  const supervisor = start();
  await ready(supervisor);
  for (const name of PROGRAMS) {
    const before = await running(name);
    assert.ok(before);
    process.kill(before.pid, 'SIGKILL');
    await until(
      async () => {
        const after = await running(name);
        return after && after.pid !== before.pid;
      },
      { ...until30, what: `another ${name}` },
    );
    assert.match(supervisor.said(), new RegExp(`report: ${name} ended`));
  }
  assert.match(supervisor.said(), /server ended \(signal SIGKILL\); starting it again at once/);
});

test('a second start is refused and changes nothing', async (context) => {
  const { start, running, installation } = await world(context);
  const first = start();
  await ready(first);
  const before = await running('server');
  const second = start();
  assert.equal(await second.ended, 1);
  assert.match(second.said(), /failed: gaia\.running .*process \d+.*gaia down/);
  assert.ok(second.said().includes(String(first.child.pid)));
  assert.deepEqual(await running('server'), before);
  assert.equal((await running('supervisor'))?.pid, first.child.pid);
  assert.equal(
    JSON.parse(await readFile(join(installation.run, 'supervisor.json'), 'utf8')).pid,
    first.child.pid,
  );
});

test('of many starts at once one wins', async (context) => {
  const { start } = await world(context);
  const starts = [start(), start(), start()];
  await until(
    () => starts.filter((each) => each.said().includes('failed: gaia.running')).length === 2,
    { ...until30, what: 'two refusals' },
  );
  const [winner] = starts.filter((each) => !each.said().includes('failed:'));
  assert.ok(winner);
  await ready(winner);
});

for (const point of SUPERVISOR_CRASH_POINTS) {
  test(`killed at ${point}, the next start takes over`, async (context) => {
    const { start, running, installation, ports } = await world(context);
    const first = start({}, { INFRAFORGE_CRASH_AT: point });
    // The points of the end come when it is asked for.
    if (/stop/.test(point)) {
      await ready(first);
      first.child.kill('SIGTERM');
    }
    assert.equal(await first.ended, 'SIGKILL');
    const [postgres, kubelet, server] = await Promise.all(PROGRAMS.map(running));
    const second = start();
    await ready(second);
    const after = await Promise.all(PROGRAMS.map(running));
    if (postgres) assert.deepEqual(after[0]?.pid, postgres.pid, 'postgres is adopted');
    if (kubelet) assert.deepEqual(after[1]?.pid, kubelet.pid, 'the kubelet is adopted');
    if (server) assert.notEqual(after[2]?.pid, server.pid, 'the server is started anew');
    assert.equal(server && (await isAlive(server)), server && false);
    assert.ok(await accepts(ports.portal, new AbortController().signal));
    second.child.kill('SIGTERM');
    assert.equal(await second.ended, 0);
    assert.deepEqual(await findPodProcesses(installation.data), []);
  });
}

for (const [title, withRecords] of [
  ['gaia down stops what a killed supervisor left', true],
  ['gaia down finds what has no record', false],
] as const) {
  test(title, async (context) => {
    const { start, running, installation } = await world(context);
    const supervisor = start();
    await ready(supervisor);
    supervisor.child.kill('SIGKILL');
    await supervisor.ended;
    if (!withRecords) await rm(installation.run, { recursive: true });
    assert.ok(await running('kubelet'));
    assert.equal(
      (await platformStatus(installation, new AbortController().signal)).state,
      'Degraded',
    );
    assert.equal(await stopInstallation(installation, quiet), true);
    for (const name of PROGRAMS) assert.equal(await running(name), undefined);
    assert.deepEqual(await findPodProcesses(installation.data), []);
    assert.equal(await stopInstallation(installation, quiet), false);
  });
}

test('a program that cannot start ends the start, with its last words', async (context) => {
  const { start, running } = await world(context);
  const supervisor = start({ server: 'fail' });
  assert.equal(await supervisor.ended, 1);
  assert.match(supervisor.said(), /failed: gaia\.program-failed .*exit code 3/);
  assert.match(supervisor.said(), /Error: the table is missing: orders/);
  for (const name of PROGRAMS) assert.equal(await running(name), undefined, `${name} is stopped`);
});

test('a program that does not listen to SIGTERM is killed', async (context) => {
  const { start, running } = await world(context);
  const supervisor = start({ server: 'deaf' });
  await ready(supervisor);
  supervisor.child.kill('SIGINT');
  assert.equal(await supervisor.ended, 0);
  assert.equal(await running('server'), undefined);
});

test('a taken port is named, with its holder and the way out', async (context) => {
  const { start, ports } = await world(context);
  const holder = createServer().listen(ports.portal, '127.0.0.1');
  context.after(() => holder.close());
  const supervisor = start();
  assert.equal(await supervisor.ended, 1);
  assert.match(
    supervisor.said(),
    new RegExp(`${ports.portal} \\(portal\\) is taken by .*process ${process.pid}`),
  );
  assert.match(supervisor.said(), /--port-offset 100/);
});

test('Ctrl-C during the start leaves nothing behind', async (context) => {
  const { start, running, installation } = await world(context);
  const supervisor = start();
  await until(() => supervisor.said().includes('✓ checks'), until30);
  supervisor.child.kill('SIGINT');
  await supervisor.ended;
  for (const name of PROGRAMS) assert.equal(await running(name), undefined, `${name} is stopped`);
  assert.deepEqual(await findPodProcesses(installation.data), []);
});
