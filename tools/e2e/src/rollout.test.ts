import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { ServiceView } from '@infraforge/plugin-platform-common';
import { until } from '@infraforge/testkit';
import { type ConstantLoad, type Sample, startConstantLoad, wentBack } from './constant-load.ts';
import { callApi, tokenOf } from './platform-api.ts';
import {
  answerOf,
  cloneRepository,
  type PlatformUnderTest,
  startPlatformUnderTest,
} from './platform-under-test.ts';

/** Acceptance 3 of the golden path: from `git push` to the new version, under load, without an error. */
let platform: PlatformUnderTest;

const REQUESTS_PER_SECOND = 200;
/** Generous: the machine may have other work. What is strict is the order of the answers, and that none fails. */
const PATIENCE = { timeoutMilliseconds: 60_000, intervalMilliseconds: 20 };

before(async () => {
  platform = await startPlatformUnderTest();
});

after(async () => {
  await platform?.remove();
});

test('a push replaces the old version by the new one, three times in one load', async () => {
  const service = await create('orders');
  const load = startLoad('orders');
  const commits = [service.sha];
  const waits: number[] = [];
  await seen(load, service.sha);
  for (const message of ['first change', 'second change', 'third change']) {
    const sha = await service.change(message);
    const pushed = performance.now();
    await seen(load, sha);
    waits.push(performance.now() - pushed);
    commits.push(sha);
  }
  const samples = await settled(load, 'orders');
  report('1 replica', samples, load, waits);
  assertRollout(samples, commits, commits);
  assert.ok(load.connections() < samples.length / 20, 'the connections were kept alive');
  assert.equal((await answerOf(platform.url('orders')))?.message, 'third change');
  await assertOnlyDev('orders');
});

test('with two replicas, and pushes that do not wait for each other', async () => {
  const service = await create('refunds', '--min-replicas', '2', '--max-replicas', '2');
  const load = startLoad('refunds');
  const commits = [service.sha];
  await seen(load, service.sha);
  for (const message of ['one', 'two', 'three']) commits.push(await service.change(message));
  const pushed = performance.now();
  await seen(load, commits.at(-1) ?? '');
  const wait = performance.now() - pushed;
  const samples = await settled(load, 'refunds');
  report('2 replicas', samples, load, [wait]);
  // A version may be passed over when the next one is there before it is ready; none may come back.
  assertRollout(samples, commits, [commits[0], commits.at(-1)]);
  const { environments } = await platform.read<ServiceView>('get', 'service', 'refunds');
  assert.deepEqual(environments[0]?.replicas, { ready: 2, desired: 2 });
  await assertOnlyDev('refunds');
});

test('who may not push is told so, and nothing changes', async () => {
  const before = await platform.read<ServiceView>('get', 'service', 'orders');
  const carla = await tokenOf(platform, 'carla');
  const directory = join(platform.dataDirectory, '..', 'intruder');
  const { git } = await cloneRepository(platform, 'payments/orders', directory);
  const { stdout: head } = await git('rev-parse', 'HEAD');
  await git('commit', '--quiet', '--allow-empty', '--message', 'Not mine');
  const push = async (token?: string) => {
    const url = new URL(`${platform.forge}/payments/orders.git`);
    if (token !== undefined) Object.assign(url, { username: 'x-access-token', password: token });
    const failure = await git('push', url.href, 'HEAD:main').catch((error: Error) => error);
    assert.ok(failure instanceof Error, 'the push was refused');
    return String((failure as Error & { stderr: string }).stderr);
  };
  const unknown = await push();
  assert.match(unknown, /Authentication failed|could not read Username/, unknown);
  const stranger = await push('ifp_0123456789abcdef_00');
  assert.match(stranger, /Authentication failed|could not read Username/, stranger);
  const foreign = await push(carla);
  assert.match(foreign, /carla/);
  assert.match(foreign, /payments/);

  const { stdout: remote } = await git('ls-remote', 'origin', 'refs/heads/main');
  assert.equal(remote.split('\t')[0], head);
  const afterwards = await platform.read<ServiceView>('get', 'service', 'orders');
  assert.deepEqual(
    afterwards.environments[0]?.application?.history,
    before.environments[0]?.application?.history,
  );
});

type Created = {
  /** The commit that runs first. */
  readonly sha: string;
  /** Changes the message of `GET /` and pushes it; gives the commit. */
  change(message: string): Promise<string>;
};

async function create(name: string, ...options: readonly string[]): Promise<Created> {
  const args = ['create', 'service', name, '--team', 'payments', '--wait', ...options];
  const { exitCode, stdout, stderr } = await platform.gaia(...args);
  assert.equal(exitCode, 0, `${stdout}\n${stderr}`);
  const directory = join(platform.dataDirectory, '..', name);
  const clone = await cloneRepository(platform, `payments/${name}`, directory);
  const file = join(directory, 'src/app.ts');
  return {
    sha: (await clone.git('rev-parse', 'HEAD')).stdout,
    async change(message) {
      const text = await readFile(file, 'utf8');
      const changed = text.replace(
        /message: (`[^`]*is running`|'[^']*'),/,
        `message: '${message}',`,
      );
      assert.notEqual(changed, text);
      await writeFile(file, changed);
      return clone.commitAndPush(message);
    },
  };
}

function startLoad(name: string): ConstantLoad {
  return startConstantLoad({
    url: `${platform.url(name)}/`,
    requestsPerSecond: REQUESTS_PER_SECOND,
    connections: 20,
  });
}

/** Waits for the first answer of a revision, and ends early at the first error. */
async function seen(load: ConstantLoad, revision: string): Promise<void> {
  await until(
    () => load.samples.some((sample) => sample.revision === revision || sample.error !== undefined),
    { ...PATIENCE, what: `the first answer of ${revision}` },
  );
}

/** Ends the load when the rollout is over: the old pods have ended and nothing of them can answer any more. */
async function settled(load: ConstantLoad, name: string): Promise<readonly Sample[]> {
  try {
    await until(
      async () => {
        const { environments } = await platform.read<ServiceView>('get', 'service', name);
        const pods = environments[0]?.pods ?? [];
        return (
          environments[0]?.health === 'Healthy' &&
          new Set(pods.map((pod) => pod.revision)).size === 1
        );
      },
      { ...PATIENCE, intervalMilliseconds: 500, what: `the end of the rollout of ${name}` },
    );
  } finally {
    await load.stop();
  }
  return load.samples;
}

function assertRollout(
  samples: readonly Sample[],
  commits: readonly string[],
  needed: readonly (string | undefined)[],
): void {
  const errors = samples.flatMap(({ began, error }) =>
    error === undefined ? [] : [`at ${Math.round(began)} ms: ${error}`],
  );
  assert.deepEqual(errors, []);
  assert.deepEqual(wentBack(samples, commits), []);
  const revisions = new Set(samples.map(({ revision }) => revision));
  for (const revision of needed) assert.ok(revisions.has(revision ?? ''), revision);
}

function report(
  what: string,
  samples: readonly Sample[],
  load: ConstantLoad,
  waits: readonly number[],
): void {
  const seconds = Math.max(...samples.map(({ began }) => began)) / 1000;
  const slowest = Math.max(...samples.map(({ began, ended }) => ended - began));
  const errors = samples.filter(({ error }) => error !== undefined).length;
  const times = waits.map((wait) => `${(wait / 1000).toFixed(1)} s`).join(', ');
  console.log(
    `${what}: ${samples.length} requests, ${errors} errors, ${(samples.length / seconds).toFixed(0)}/s over ` +
      `${load.connections()} connections, slowest ${slowest.toFixed(0)} ms; push to new version: ${times}`,
  );
}

/** Promotion alone brings a service to staging and prod. */
async function assertOnlyDev(name: string): Promise<void> {
  const { body } = await callApi(platform, 'GET', 'applications');
  const own = (body.items as { name: string }[])
    .map((item) => item.name)
    .filter((each) => each.startsWith(name));
  assert.deepEqual(own, [`${name}-dev`]);
  const { environments } = await platform.read<ServiceView>('get', 'service', name);
  assert.deepEqual(
    environments.map(({ environment }) => environment),
    ['dev'],
  );
}
