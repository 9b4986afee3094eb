import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { findPodProcesses, processRef } from '@infraforge/local-cluster';
import type { Pod } from '@infraforge/workloads';
import {
  deploy,
  eventually,
  fetchHost,
  type LocalWorld,
  startLocalWorld,
} from './testing/local-world.ts';
import {
  crashingServer,
  deafServer,
  hungryServer,
  serverThatSays,
  stubbornServer,
} from './testing/programs.ts';

let world: LocalWorld;
before(async () => {
  world = await startLocalWorld();
});
after(() => world.close());

async function pods(app: string): Promise<readonly Pod[]> {
  const { items } = await world.store.list({ kind: 'Pod', labels: { app } });
  return items as unknown as readonly Pod[];
}

async function answers(app: string): Promise<string> {
  const answer = await eventually(
    async () => {
      const response = await fetchHost(world.port(), `${app}.dev.localhost`);
      return response.status === 200 ? response : undefined;
    },
    20_000,
    async () => (await pods(app)).map(({ status }) => status),
  );
  return answer.body;
}

async function remove(app: string): Promise<void> {
  const key = { group: 'apps', kind: 'Deployment', namespace: 'team-dev', name: app };
  await world.store.delete(key);
  await eventually(async () => ((await pods(app)).length === 0 ? true : undefined));
}

async function processesOf(uid: string | undefined): Promise<readonly number[]> {
  const all = await findPodProcesses(world.data.root);
  return all.filter(({ podUid }) => podUid === uid).map(({ pid }) => pid);
}

test('a Deployment, a Service and an Ingress answer through the ingress', async () => {
  await world.image('forge/team/web:1', serverThatSays('one'));
  await deploy(world.store, 'web', 'forge/team/web:1');
  assert.equal(await answers('web'), 'one');
  const [pod] = await pods('web');
  assert.equal(pod?.status?.phase, 'Running');
  assert.equal(pod?.status?.containerStatuses?.[0]?.restartCount, 0);
  await remove('web');
});

test('unknown hosts are told the known ones', async () => {
  await world.image('forge/team/known:1', serverThatSays('one'));
  await deploy(world.store, 'known', 'forge/team/known:1');
  await answers('known');
  const { status, body } = await fetchHost(world.port(), 'nobody.dev.localhost');
  assert.equal(status, 404);
  assert.match(body, /known\.dev\.localhost/);
  await remove('known');
  const { status: gone, body: why } = await fetchHost(world.port(), 'known.dev.localhost');
  assert.equal(gone, 503);
  assert.match(why, /no pod that is ready/);
});

test('a pod that leaves its session and ignores SIGTERM is ended with all its processes', async () => {
  await world.image('forge/team/stubborn:1', stubbornServer);
  await deploy(world.store, 'stubborn', 'forge/team/stubborn:1', { graceSeconds: 1 });
  await answers('stubborn');
  const [pod] = await pods('stubborn');
  const uid = pod?.metadata.uid;
  assert.ok((await processesOf(uid)).length >= 2);
  await remove('stubborn');
  assert.deepEqual(await processesOf(uid), []);
});

test('a program that ends is started again, after longer and longer waits', async () => {
  await world.image('forge/team/crash:1', crashingServer);
  await deploy(world.store, 'crash', 'forge/team/crash:1');
  const status = await eventually(async () => {
    const container = (await pods('crash'))[0]?.status?.containerStatuses?.[0];
    return container?.state.waiting?.message?.startsWith('back-off 2s') ? container : undefined;
  });
  assert.equal(status.state.waiting?.reason, 'CrashLoopBackOff');
  assert.equal(status.restartCount, 2);
  assert.equal(status.lastState.terminated?.exitCode, 3);
  assert.equal(status.lastState.terminated?.reason, 'Error');
  await remove('crash');
});

test('a program that takes more memory than its limit is killed for it', async () => {
  await world.image('forge/team/hungry:1', hungryServer);
  const container = { resources: { limits: { memory: '150Mi' } } };
  await deploy(world.store, 'hungry', 'forge/team/hungry:1', { container });
  const last = await eventually(async () => {
    const found = (await pods('hungry'))[0]?.status?.containerStatuses?.[0];
    return found?.lastState.terminated ?? found?.state.terminated;
  });
  assert.equal(last.reason, 'OOMKilled');
  assert.equal(last.exitCode, 137);
  assert.match(last.message ?? '', /limit is 150 MiB/);
  await remove('hungry');
});

test('a missing ConfigMap is named, and the pod starts when it comes', async () => {
  await world.image('forge/team/config:1', serverThatSays('configured'));
  const container = { envFrom: [{ configMapRef: { name: 'settings' } }] };
  await deploy(world.store, 'config', 'forge/team/config:1', { container });
  const waiting = await eventually(async () => {
    const state = (await pods('config'))[0]?.status?.containerStatuses?.[0]?.state;
    return state?.waiting?.reason === 'CreateContainerConfigError' ? state.waiting : undefined;
  });
  assert.equal(waiting.message, 'configmap "settings" not found in namespace team-dev');
  const metadata = { name: 'settings', namespace: 'team-dev' };
  await world.store.create({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { A: '1' } });
  assert.equal(await answers('config'), 'configured');
  await remove('config');
});

test('a program that does not listen where it is told to says where it listens', async () => {
  await world.image('forge/team/deaf:1', deafServer);
  await deploy(world.store, 'deaf', 'forge/team/deaf:1');
  const message = await eventually(async () => {
    const conditions = (await pods('deaf'))[0]?.status?.conditions;
    const ready = conditions?.find(({ type }) => type === 'Ready');
    return ready?.message?.includes('It listens') ? ready.message : undefined;
  });
  assert.match(
    message,
    /unready status: \[app\]; app: .*nothing listens on the port\. It listens on port \d+ and must listen on the port in the variable PORT \(\d+\)/,
  );
  await remove('deaf');
});

test('init containers run one after the other before the others', async () => {
  await world.image('forge/team/init:1', serverThatSays('initialised'));
  const step = (name: string, code: string) => ({
    name,
    image: 'forge/team/init:1',
    command: ['node', '-e', code],
  });
  const initContainers = [
    step('first', 'setTimeout(() => console.log("done"), 200)'),
    step('second', 'process.exit(0)'),
  ];
  await deploy(world.store, 'init', 'forge/team/init:1', { pod: { initContainers } });
  assert.equal(await answers('init'), 'initialised');
  const [pod] = await pods('init');
  const ends = pod?.status?.initContainerStatuses?.map(({ name, ready, state }) => [
    name,
    ready,
    state.terminated?.reason,
  ]);
  assert.deepEqual(ends, [
    ['first', true, 'Completed'],
    ['second', true, 'Completed'],
  ]);
  await remove('init');
});

test('an image that cannot be had says why', async () => {
  await world.image('forge/team/bad:1', { 'README.md': 'nothing to run' });
  await deploy(world.store, 'bad', 'forge/team/bad:1');
  const waiting = await eventually(async () => {
    const state = (await pods('bad'))[0]?.status?.containerStatuses?.[0]?.state;
    return state?.waiting?.reason === 'ImagePullBackOff' ? state.waiting : undefined;
  });
  assert.match(waiting.message ?? '', /says nowhere what to run.*Give its Dockerfile a CMD/);
  await remove('bad');
});

test('objects that nobody should have let in harm nobody', async () => {
  const metadata = { name: 'odd', namespace: 'team-dev' };
  const odd = [
    { apiVersion: 'v1', kind: 'Pod', metadata },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { ...metadata, name: 'odder' },
      spec: { nodeName: 'local', containers: 'x' },
    },
    { apiVersion: 'v1', kind: 'Service', metadata, spec: { ports: 'none', clusterIP: 7 } },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata,
      spec: { rules: [{ host: 7 }] },
    },
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { selector: null } },
  ];
  for (const object of odd) await world.store.create(object as never);
  await world.image('forge/team/sane:1', serverThatSays('sane'));
  await deploy(world.store, 'sane', 'forge/team/sane:1', { container: { env: null } });
  assert.equal(await answers('sane'), 'sane');
  await remove('sane');
});

test('a kubelet that comes back goes on with the running pods', async () => {
  await world.image('forge/team/stay:1', serverThatSays('here'));
  await deploy(world.store, 'stay', 'forge/team/stay:1');
  await answers('stay');
  const [pod] = await pods('stay');
  const running = await processesOf(pod?.metadata.uid);
  await world.stopAgent({ keepPods: true });
  assert.deepEqual(await processesOf(pod?.metadata.uid), running);
  await world.startAgent();
  assert.equal(await answers('stay'), 'here');
  assert.deepEqual(await processesOf(pod?.metadata.uid), running);
  const [same] = await pods('stay');
  assert.equal(same?.status?.containerStatuses?.[0]?.restartCount, 0);
  for (const pid of running) process.kill(pid, 'SIGKILL');
  await eventually(async () => {
    const status = (await pods('stay'))[0]?.status?.containerStatuses?.[0];
    return status?.restartCount === 1 ? status : undefined;
  });
  assert.equal(await answers('stay'), 'here');
  await remove('stay');
});

test('while the store is away pods are served and kept alive, and their state is reported afterwards', async () => {
  await world.image('forge/team/lonely:1', serverThatSays('alone'));
  await deploy(world.store, 'lonely', 'forge/team/lonely:1');
  await answers('lonely');
  const uid = (await pods('lonely'))[0]?.metadata.uid;
  const before = await processesOf(uid);
  world.cut(true);
  assert.equal((await fetchHost(world.port(), 'lonely.dev.localhost')).body, 'alone');
  for (const pid of before) process.kill(pid, 'SIGKILL');
  await eventually(async () => {
    const now = await processesOf(uid);
    const { body } = await fetchHost(world.port(), 'lonely.dev.localhost');
    return now.length > 0 && now[0] !== before[0] && body === 'alone' ? true : undefined;
  });
  assert.equal((await pods('lonely'))[0]?.status?.containerStatuses?.[0]?.restartCount, 0);
  world.cut(false);
  await eventually(async () => {
    const status = (await pods('lonely'))[0]?.status?.containerStatuses?.[0];
    return status?.restartCount === 1 && status.ready ? true : undefined;
  });
  await remove('lonely');
});

test('the platform takes its pods with it', async () => {
  await world.image('forge/team/end:1', stubbornServer);
  await deploy(world.store, 'end', 'forge/team/end:1', {
    container: { env: [{ name: 'CLEAN', value: '1' }] },
  });
  const child = Number(await answers('end'));
  assert.ok(await processRef(child));
  await world.stopAgent({ keepPods: false });
  assert.deepEqual(await findPodProcesses(world.data.root), []);
  if (world.isolation !== 'none') assert.equal(await processRef(child), undefined);
});
