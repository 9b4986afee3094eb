import assert from 'node:assert/strict';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createPodLogs, podDirectory } from '@infraforge/local-cluster';
import { podView } from '@infraforge/services';
import type { Pod } from '@infraforge/workloads';
import {
  deploy,
  eventually,
  fetchHost,
  type LocalWorld,
  startLocalWorld,
} from './testing/local-world.ts';
import {
  complainingServer,
  deafServer,
  hangingServer,
  hoardingServer,
  hungryServer,
  serverThatSays,
  talkativeServer,
  unreadyServer,
} from './testing/programs.ts';

const LIMIT_MS = 60_000;

let world: LocalWorld;
before(async () => {
  world = await startLocalWorld();
  await world.image('forge/team/neighbour:1', serverThatSays('calm'));
  await deploy(world.store, 'neighbour', 'forge/team/neighbour:1');
  await eventually(async () =>
    (await fetchHost(world.port(), 'neighbour.dev.localhost')).status === 200 ? true : undefined,
  );
});
after(() => world.close());

type Case = {
  readonly files: Readonly<Record<string, string>>;
  readonly container?: object;
  /** The words of the list of pods, in `gaia describe` and on the page. */
  readonly status: RegExp;
  readonly message: RegExp;
  /** Of the last end, where there is one. */
  readonly reason?: string;
  readonly exitCode?: number;
  /** At level `none` nothing bounds it. */
  readonly isConfined?: boolean;
};

const cases: Readonly<Record<string, Case>> = {
  crashes: {
    files: complainingServer,
    status: /^CrashLoopBackOff$/,
    message: /^The last run ended with exit code 7: configuration is missing: DATABASE_URL$/,
    reason: 'Error',
    exitCode: 7,
  },
  hangs: {
    files: hangingServer,
    container: {
      livenessProbe: {
        httpGet: { path: '/', port: 'http' },
        initialDelaySeconds: 1,
        periodSeconds: 1,
        failureThreshold: 3,
        terminationGracePeriodSeconds: 1,
      },
    },
    status: /^(CrashLoopBackOff|Running|Error)$/,
    message: /^/,
    reason: 'Error',
    exitCode: 137,
  },
  leaks: {
    files: hungryServer,
    container: { resources: { limits: { memory: '150Mi' } } },
    status: /^(CrashLoopBackOff|OOMKilled)$/,
    message: /It used \d+ MiB of memory; its limit is 150 MiB/,
    reason: 'OOMKilled',
    exitCode: 137,
  },
  'never-ready': {
    files: unreadyServer,
    status: /^Running$/,
    message: /app: HTTP probe \/ answered with status 503/,
  },
  'wrong-port': {
    files: deafServer,
    status: /^Running$/,
    message: /It listens on port \d+ and must listen on the port in the variable PORT \(\d+\)/,
  },
  'no-command': {
    files: serverThatSays('never'),
    container: { command: ['serve-it-all', '--now'] },
    status: /^(CrashLoopBackOff|StartError)$/,
    message: /serve-it-all.*(cannot be run|cannot be started)/,
    reason: 'StartError',
  },
  'fills-disk': {
    files: hoardingServer,
    status: /^CrashLoopBackOff$/,
    message: /Its disk is full: \/tmp holds 256 MiB/,
    reason: 'Error',
    exitCode: 1,
    isConfined: true,
  },
};

async function podOf(app: string): Promise<Pod | undefined> {
  return (await world.store.list({ kind: 'Pod', labels: { app } })).items[0] as Pod | undefined;
}

async function remove(app: string): Promise<void> {
  await world.store.delete({ group: 'apps', kind: 'Deployment', namespace: 'team-dev', name: app });
  await eventually(async () => ((await podOf(app)) ? undefined : true), LIMIT_MS);
}

/** The slowest answer of the neighbour while the work goes on, in milliseconds. */
async function neighbourDuring(work: Promise<unknown>): Promise<number> {
  let isOver = false;
  let slowest = 0;
  const end = () => {
    isOver = true;
  };
  work.then(end, end);
  while (!isOver) {
    const start = performance.now();
    const { status, body } = await fetchHost(world.port(), 'neighbour.dev.localhost');
    assert.deepEqual([status, body], [200, 'calm']);
    slowest = Math.max(slowest, performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return slowest;
}

for (const [name, expected] of Object.entries(cases)) {
  test(`a service that ${name}: shown for what it is`, async (context) => {
    if (expected.isConfined && world.isolation === 'none') return context.skip('no isolation');
    await world.image(`forge/team/${name}:1`, expected.files);
    await deploy(world.store, name, `forge/team/${name}:1`, {
      graceSeconds: 1,
      container: expected.container ?? {},
    });
    const shown = eventually(
      async () => {
        const pod = await podOf(name);
        const view = pod && podView(pod, undefined);
        const { state, lastState } = pod?.status?.containerStatuses?.[0] ?? {};
        const end = state?.terminated ?? lastState?.terminated;
        const isShown =
          expected.status.test(view?.status ?? '') && expected.message.test(view?.message ?? '');
        const hasEnded = end?.reason === expected.reason;
        return isShown && hasEnded ? { end } : undefined;
      },
      LIMIT_MS,
      async () => (await podOf(name))?.status,
    );
    const slowest = await neighbourDuring(shown);
    const { end } = await shown;
    if (expected.exitCode !== undefined) assert.equal(end?.exitCode, expected.exitCode);
    if (name === 'hangs') {
      assert.match(end?.message ?? '', /failed liveness probe, will be restarted: .*no answer/);
    }
    context.diagnostic(`slowest answer of the neighbour: ${Math.round(slowest)} ms`);
    assert.ok(slowest < 10_000, `the neighbour took ${slowest} ms`);
    await remove(name);
  });
}

test('a service that prints 100 MB: bounded on disk, its last line kept', async () => {
  await world.image('forge/team/talks:1', talkativeServer);
  await deploy(world.store, 'talks', 'forge/team/talks:1');
  const logs = createPodLogs(world.data);
  const written = 100 * 10_000 * 100 + 'all said\n'.length;
  await eventually(async () => {
    const uid = (await podOf('talks'))?.metadata.uid ?? '';
    const [line] = await logs.read(uid, { tail: 1 });
    const isWhole = line?.text === 'all said' && line.offset === written;
    return isWhole && bytesOfLog(uid) < 32 * 2 ** 20 ? true : undefined;
  }, LIMIT_MS);
  await remove('talks');
});

function bytesOfLog(uid: string): number {
  const directory = join(podDirectory(world.data, uid), 'app');
  return readdirSync(directory)
    .filter((file) => file.endsWith('.log'))
    .reduce((sum, file) => sum + statSync(join(directory, file)).size, 0);
}
