import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createGitRepositories } from '@infraforge/git';
import { silentLogger, systemClock } from '@infraforge/kernel';
import { dataDirectory, findPodProcesses } from '@infraforge/local-cluster';
import { createClusterControllers } from '@infraforge/platform';
import { createForgeStore, createObjectStore } from '@infraforge/postgres';
import { freePort, testDatabase } from '@infraforge/testkit';
import type { ObjectStore } from '@infraforge/workloads';
import { KUBELET_CRASH_POINTS } from './crash-points.ts';
import { deploy, eventually, fetchHost } from './testing/local-world.ts';
import { serverThatSays } from './testing/programs.ts';

const FORGE = 'http://127.0.0.1:7080';
const masterKey = new Uint8Array(32).fill(5);
const stopping = new AbortController();
const closers: (() => Promise<unknown>)[] = [];

/** A layer that npm makes without asking a registry: its one package is for no machine that there is. */
const dependencyOfAnotherMachine = (() => {
  const optionalDependencies = { elsewhere: '1.0.0' };
  const elsewhere = {
    version: '1.0.0',
    resolved: 'http://127.0.0.1:9/elsewhere-1.0.0.tgz',
    optional: true,
    os: ['nowhere'],
  };
  const packages = { '': { optionalDependencies }, 'node_modules/elsewhere': elsewhere };
  const scripts = { start: 'node server.js' };
  return {
    'package.json': JSON.stringify({ type: 'module', scripts, optionalDependencies }),
    'package-lock.json': JSON.stringify({ lockfileVersion: 3, requires: true, packages }),
  };
})();

let root = '';
let databaseUrl = '';
let store: ObjectStore;
let images: readonly string[] = [];
let kubelet: ChildProcess | undefined;
let port = 0;

before(async () => {
  const { database, url, close } = await testDatabase({ max: 10 });
  root = await mkdtemp(join(tmpdir(), 'kubelet process-'));
  databaseUrl = url;
  port = await freePort();
  await mkdir(join(root, 'keys'));
  await writeFile(join(root, 'keys', 'master'), Buffer.from(masterKey).toString('base64'));
  store = createObjectStore(database, { masterKey });
  const git = createGitRepositories({ root: join(root, 'forge') });
  const forge = createForgeStore(database);
  await forge.ensureOrganization('team', '');
  const repository = await forge.createRepository('team', 'web', {});
  await git.create(repository.id, 'main');
  let base: string | undefined;
  for (const text of ['one', 'two']) {
    const files = { ...serverThatSays(text), ...dependencyOfAnotherMachine };
    const changes = Object.entries(files).map(([path, content]) => ({
      path,
      content,
    }));
    const author = { name: 'A', email: 'a@example.com', date: new Date() };
    const commit = await git.write(repository.id, {
      branch: 'main',
      base,
      changes,
      message: text,
      author,
    } as never);
    base = commit.sha;
    images = [...images, `127.0.0.1:7080/team/web:${commit.sha}`];
  }
  const controllers = createClusterControllers({
    objects: store,
    clock: systemClock,
    logger: silentLogger,
  });
  const running = controllers.start(stopping.signal);
  closers.push(
    () => running,
    () => git.close(),
    close,
    () => rm(root, { recursive: true, force: true }),
  );
});

after(async () => {
  await end('SIGTERM');
  stopping.abort();
  for (const close of closers) await close();
});

async function start(crashAt?: string): Promise<ChildProcess> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(
    process.execPath,
    [
      join(import.meta.dirname, 'main.ts'),
      `--data-dir=${root}`,
      `--ingress-port=${port}`,
      '--ingress-tls-port=0',
      `--forge-base=${FORGE}`,
    ],
    {
      stdio: ['ignore', 2, 2],
      env: {
        PATH,
        HOME,
        INFRAFORGE_DATABASE_URL: databaseUrl,
        ...(crashAt ? { INFRAFORGE_CRASH_AT: crashAt } : {}),
      },
    },
  );
  kubelet = child;
  return child;
}

async function end(signal: NodeJS.Signals): Promise<void> {
  const child = kubelet;
  kubelet = undefined;
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await ended;
}

async function answers(text: string): Promise<void> {
  await eventually(
    async () => {
      const answer = await fetchHost(port, 'web.dev.localhost').catch(() => undefined);
      return answer?.body === text ? true : undefined;
    },
    30_000,
    async () => (await store.list({ kind: 'Pod' })).items.map(({ status }) => status),
  );
}

const podProcesses = () => findPodProcesses(dataDirectory(root).root);

test('a commit of the forge answers on its host', async () => {
  await deploy(store, 'web', images[0] ?? '');
  await start();
  await answers('one');
  assert.equal((await podProcesses()).length, 1);
});

test('a second kubelet for the same data is refused', async () => {
  const first = kubelet;
  const second = await start();
  const code = await new Promise((resolve) => second.once('exit', resolve));
  kubelet = first;
  assert.equal(code, 1);
});

test('a killed kubelet leaves its pods, and the next one goes on with them', async () => {
  const running = await podProcesses();
  await end('SIGKILL');
  assert.deepEqual(await podProcesses(), running);
  await start();
  await answers('one');
  assert.deepEqual(await podProcesses(), running);
});

test('after SIGTERM no process is left', async () => {
  await end('SIGTERM');
  assert.deepEqual(await podProcesses(), []);
});

for (const point of KUBELET_CRASH_POINTS) {
  test(`killed at ${point}, it comes to the same end`, async () => {
    if (/build|layer/.test(point)) {
      spawnSync('chmod', ['-R', 'u+w', join(root, 'layers')]);
      for (const made of ['builds', 'layers']) await rm(join(root, made), { recursive: true });
    }
    const child = await start(point);
    const died = new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
    const image = images[KUBELET_CRASH_POINTS.indexOf(point) % 2] ?? '';
    await deploy(store, 'web', image);
    assert.equal(await died, 'SIGKILL');
    await start();
    await answers(image === images[0] ? 'one' : 'two');
    await eventually(async () => {
      const { items } = await store.list({ kind: 'Pod' });
      const processes = await podProcesses();
      const uids = items.map(({ metadata }) => metadata.uid);
      return items.length === 1 && processes.length === 1 && uids.includes(processes[0]?.podUid)
        ? true
        : undefined;
    });
    await end('SIGTERM');
    assert.deepEqual(await podProcesses(), []);
    for (const made of ['builds', 'layers']) {
      const halfMade = (await readdir(join(root, made))).filter((name) => name.startsWith('new-'));
      assert.deepEqual(halfMade, []);
    }
  });
}
