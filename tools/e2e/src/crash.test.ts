import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { SUPERVISOR_CRASH_POINTS } from '@infraforge/cli';
import { KUBELET_CRASH_POINTS } from '@infraforge/kubelet';
import { isAlive } from '@infraforge/local-cluster';
import type { ServiceView } from '@infraforge/plugin-platform-common';
import { until } from '@infraforge/testkit';
import { SERVER_CRASH_POINTS } from 'backend/src/platform/crash-points.ts';
import { type ConstantLoad, startConstantLoad } from './constant-load.ts';
import {
  absence,
  arm,
  armed,
  CRASHABLE,
  type Death,
  dieAt,
  namedAfter,
  processOf,
  strayProcesses,
} from './crashing.ts';
import {
  type Clone,
  callForge,
  cloneOf,
  creationOf,
  deletionOf,
  type Interrupted,
  pushTo,
} from './interrupted-operations.ts';
import { callApi, signIn } from './platform-api.ts';
import {
  answerOf,
  type PlatformUnderTest,
  processesOf,
  startPlatformUnderTest,
} from './platform-under-test.ts';

/**
 * Acceptance 5 of the golden path: the server, the kubelet and the supervisor of one platform die at every instant that
 * they name, while somebody creates, pushes to and deletes services, and another service goes on answering.
 */
let platform: PlatformUnderTest;
/** Asks `steady`, whom nobody changes, 20 times a second. */
let load: ConstantLoad;
/** Of `moving`, to which changes are pushed. */
let moving: Clone;

const POINTS = [...SERVER_CRASH_POINTS, ...KUBELET_CRASH_POINTS, ...SUPERVISOR_CRASH_POINTS];
const hit = new Set<(typeof POINTS)[number]>();
const SOON = { timeoutMilliseconds: 90_000, intervalMilliseconds: 50 };
/** Without a load of its own this machine takes 1 s. */
const MOST_AWAY_MILLISECONDS = 3_000;

type Operation = 'create' | 'start over' | 'push' | 'push a new lock' | 'delete';

/** What leads to a point. A name that is new in a list has none, and the test does not compile. */
const OPERATIONS = {
  'server.creation.name-taken': 'create',
  'server.creation.repository-recorded': 'create',
  'server.creation.pushed': 'create',
  'server.creation.described': 'create',
  'server.creation.before-active': 'create',
  'server.creation.starting-over': 'start over',
  'server.sync.application-made': 'create',
  'server.sync.half-applied': 'create',
  'server.sync.before-status': 'push',
  'server.rollout.replica-set-made': 'push',
  'server.rollout.pod-made': 'push',
  'server.rollout.before-old-scaled': 'push',
  'server.deletion.marked': 'delete',
  'server.deletion.archived': 'delete',
  'server.deletion.application-going': 'delete',
  'server.deletion.before-name-freed': 'delete',
  'kubelet.before-build-renamed': 'push',
  'kubelet.before-layer-renamed': 'push a new lock',
  'kubelet.layer-renamed': 'push a new lock',
  'kubelet.before-start': 'push',
  'kubelet.after-spawn-before-record': 'push',
  'kubelet.after-record': 'push',
  'kubelet.before-status': 'push',
  'kubelet.before-stop': 'push',
  'kubelet.after-stop-before-removal': 'delete',
} as const satisfies Readonly<
  Record<(typeof SERVER_CRASH_POINTS)[number] | (typeof KUBELET_CRASH_POINTS)[number], Operation>
>;

before(async () => {
  platform = await startPlatformUnderTest(CRASHABLE);
  for (const name of ['steady', 'moving']) {
    const creation = creationOf(platform, name);
    await creation.act();
    await creation.outcome();
  }
  moving = await cloneOf(platform, 'moving');
  load = startConstantLoad({
    url: `${platform.url('steady')}/`,
    requestsPerSecond: 20,
    connections: 2,
  });
  await until(() => load.samples.length > 0);
});

after(async () => {
  await load?.stop();
  await platform?.remove();
});

/** Creations and deletions that a death got into, by the service: they go on while other deaths are died. */
const creations = new Map<string, Interrupted>();
const deletions = new Map<string, Interrupted>();

const isOfCreation = (point: keyof typeof OPERATIONS) =>
  OPERATIONS[point] === 'create' || OPERATIONS[point] === 'start over';

for (const point of SERVER_CRASH_POINTS.filter(isOfCreation)) serverDiesAt(point);

test('the creations that were interrupted come to an end', async () => {
  for (const [name, creation] of creations) {
    console.log(`creation of ${name}: ${await creation.outcome()}`);
  }
});

for (const point of SERVER_CRASH_POINTS.filter((each) => !isOfCreation(each))) serverDiesAt(point);

function serverDiesAt(point: (typeof SERVER_CRASH_POINTS)[number]): void {
  test(`the server dies at ${point}: ${OPERATIONS[point]}`, async () => {
    const from = load.samples.length;
    const operation = begin(OPERATIONS[point], point);
    const death = await dieAt(platform, 'server', [...leadingTo(point), point], operation.act);
    hit.add(point);
    assert.deepEqual(absence(load, from).failed, [], 'steady answered while the server was away');
    note(point, death, await operation.outcome());
  });
}

for (const point of KUBELET_CRASH_POINTS) {
  test(`the kubelet dies at ${point}: ${OPERATIONS[point]}`, async () => {
    const from = load.samples.length;
    const operation = begin(OPERATIONS[point], point);
    const death = await dieAt(platform, 'kubelet', [point], operation.act);
    hit.add(point);
    await until(() => load.samples.at(-1)?.status === 200, SOON);
    const { milliseconds } = absence(load, from);
    note(
      point,
      death,
      `${await operation.outcome()}, no answers for ${Math.round(milliseconds)} ms`,
    );
    assert.ok(milliseconds < MOST_AWAY_MILLISECONDS, `steady was away for ${milliseconds} ms`);
  });
}

test('the deletions that were interrupted come to an end', async () => {
  for (const [name, deletion] of deletions) {
    console.log(`deletion of ${name}: ${await deletion.outcome()}`);
  }
});

test('the supervisor dies at each of its points, and the next gaia up goes on', async () => {
  const from = load.samples.length;
  const creation = creationOf(platform, 'orphan');
  const push = pushTo(platform, moving, false);
  await Promise.all([creation.act(), push.act()]);
  const first = await processOf(platform, 'supervisor');
  await platform.kill('supervisor');
  await until(async () => !(await isAlive(first)));
  for (const point of SUPERVISOR_CRASH_POINTS) {
    if (/stop/.test(point)) continue;
    await arm(platform, point);
    await assert.rejects(platform.up(), /ended with SIGKILL/);
    assert.deepEqual(await armed(platform), [], 'it came to the point');
    hit.add(point);
  }
  await platform.up();
  console.log(`supervisor: push ${await push.outcome()}, creation ${await creation.outcome()}`);
  assert.deepEqual(absence(load, from).failed, [], 'steady answered all the time');
});

test('the supervisor dies while it stops everything', async () => {
  for (const point of SUPERVISOR_CRASH_POINTS) {
    if (!/stop/.test(point)) continue;
    await arm(platform, point);
    await platform.interrupt();
    assert.deepEqual(await armed(platform), [], 'it came to the point');
    hit.add(point);
    await platform.up();
    await until(() => answerOf(platform.url('steady')), SOON);
  }
});

test('every point was come to', () => {
  assert.deepEqual(
    POINTS.filter((point) => !hit.has(point)),
    [],
  );
});

test('every repository of a team belongs to a service with an owner, or is archived', async () => {
  const { body: services } = await callApi(platform, 'GET', 'services');
  const { body: teams } = await callApi(platform, 'GET', 'teams');
  const owned = services.items.map((one: ServiceView) => `${one.team}/${one.name}`);
  for (const { name } of teams.items as { name: string }[]) {
    const body = await callForge(platform, `orgs/${name}/repos?per_page=100`);
    const repositories = body as { full_name: string; archived: boolean }[];
    const strays = repositories.filter((one) => !one.archived && !owned.includes(one.full_name));
    assert.deepEqual(strays, []);
  }
  const token = await signIn(platform, 'ana');
  for (const { name, team } of services.items as ServiceView[]) {
    const path = `/api/catalog/entities/by-name/component/default/${name}`;
    const { body } = await callApi(platform, 'GET', path, { token });
    assert.equal(body.spec?.owner, `group:default/${team}`, JSON.stringify(body));
  }
});

test('every process is accounted for, and after Ctrl-C none is left', async () => {
  const strays = async () => {
    const { body } = await callApi(platform, 'GET', 'services');
    const services: readonly ServiceView[] = body.items;
    const pods = services.flatMap(({ environments }) => environments.flatMap((each) => each.pods));
    return strayProcesses(platform, new Set(pods.map(({ uid }) => uid)));
  };
  // A pod that is being started may be there before it is told of.
  await until(async () => (await strays()).length === 0, SOON).catch(() => undefined);
  assert.deepEqual(await strays(), []);

  await platform.interrupt();
  assert.deepEqual(await processesOf(platform.dataDirectory), []);
  assert.deepEqual(await namedAfter(platform.dataDirectory), []);
});

/** Deaths without which the point is not come to: only what ran into its own repository is started over. */
function leadingTo(point: (typeof SERVER_CRASH_POINTS)[number]): readonly string[] {
  return OPERATIONS[point] === 'start over' ? ['server.creation.repository-recorded'] : [];
}

/** The operation, and what to wait for after the death: creations are waited for together. */
function begin(operation: Operation, point: string): Interrupted {
  switch (operation) {
    case 'create':
    case 'start over': {
      const name = point.split('.').at(-1) ?? '';
      const creation = creationOf(platform, name);
      creations.set(name, creation);
      return { act: creation.act, outcome: async () => 'goes on' };
    }
    case 'delete': {
      const [name = 'nothing'] = creations.keys();
      creations.delete(name);
      const deletion = deletionOf(platform, name);
      deletions.set(name, deletion);
      return { act: deletion.act, outcome: async () => 'goes on' };
    }
    default:
      return pushTo(platform, moving, operation === 'push a new lock');
  }
}

function note(point: string, { diedAt, isBackAt }: Death, outcome: string): void {
  console.log(`${point}: back after ${((isBackAt - diedAt) / 1000).toFixed(1)} s, ${outcome}`);
}
