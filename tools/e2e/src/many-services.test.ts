import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { ServiceView } from '@infraforge/plugin-platform-common';
import { localFetch, until } from '@infraforge/testkit';
import { callApi, signIn, tokenOf } from './platform-api.ts';
import {
  answerOf,
  cloneRepository,
  type PlatformUnderTest,
  processesOf,
  startPlatformUnderTest,
} from './platform-under-test.ts';

/** Acceptance 4 of the golden path: many services at once, who find each other, and one that goes. */
let platform: PlatformUnderTest;

const PATIENCE = { timeoutMilliseconds: 120_000, intervalMilliseconds: 300 };
const NAMES = Array.from({ length: 10 }, (_, index) => `service-${index}`);
const teamOf = (name: string) => (Number(name.at(-1)) % 2 === 0 ? 'payments' : 'storefront');

before(async () => {
  platform = await startPlatformUnderTest();
});

after(async () => {
  await platform?.remove();
});

test('ten services that are created at once all run', async () => {
  const began = performance.now();
  const accepted = await Promise.all(
    NAMES.map((name) =>
      callApi(platform, 'POST', 'services', { json: { name, team: teamOf(name) } }),
    ),
  );
  for (const { status, body } of accepted) assert.equal(status, 202, JSON.stringify(body));
  const healthy = await until(async () => {
    const services = await allServices();
    for (const { state, name, failure } of services)
      if (state === 'failed') throw new Error(`${name}: ${failure}`);
    const running = services.filter(isHealthy);
    return running.length === NAMES.length ? running : undefined;
  }, PATIENCE);
  console.log(`Ten at once: Healthy after ${((performance.now() - began) / 1000).toFixed(1)} s`);
  for (const { name, team } of healthy) {
    assert.equal(team, teamOf(name));
    assert.equal((await answerOf(platform.url(name)))?.service, name);
  }
});

test('two services call each other by name', async () => {
  // The short name within a namespace, the long ones from everywhere.
  const [caller, neighbour, stranger] = ['service-0', 'service-2', 'service-1'];
  await answerWith(caller, [
    `http://${neighbour}/`,
    `http://${neighbour}.payments-dev/hello/caller`,
    `http://${neighbour}.payments-dev.svc/`,
    `http://${stranger}.storefront-dev/`,
    `http://${stranger}.storefront-dev.svc.cluster.local/`,
  ]);
  await answerWith(neighbour, [`http://${caller}/hello/neighbour`]);
  const heard = (await calls(caller)) as { service?: string; message?: string }[];
  assert.deepEqual(
    heard.map(({ service, message }) => service ?? message),
    [neighbour, 'Hello, caller!', neighbour, stranger, stranger],
  );
  assert.deepEqual(await calls(neighbour), [{ message: 'Hello, neighbour!' }]);
});

test('a deleted service leaves an archived repository and nothing else', async () => {
  const name = 'service-4';
  const fullName = `payments/${name}`;
  const service = await platform.read<ServiceView>('get', 'service', name);
  const pods = service.environments.flatMap((environment) => environment.pods);
  assert.equal((await podProcesses(pods.map(({ uid }) => uid))).length > 0, true);
  assert.equal((await entity(name)).status, 200);

  const { exitCode, stdout, stderr } = await platform.gaia('delete', 'service', name, '--yes');
  assert.equal(exitCode, 0, `${stdout}\n${stderr}`);

  assert.deepEqual(await podProcesses(pods.map(({ uid }) => uid)), []);
  const gone = await localFetch(platform.url(name));
  assert.deepEqual([gone.status, /unknown host/i.test(await gone.text())], [404, true]);
  const { body } = await callApi(platform, 'GET', 'applications');
  const applications = (body.items as { name: string }[]).map((application) => application.name);
  assert.ok(!applications.includes(`${name}-dev`));
  assert.ok(applications.includes('service-6-dev'));
  assert.equal((await entity(name)).status, 404);
  const repository = await fetch(`${platform.forge}/api/v3/repos/${fullName}`, {
    headers: { authorization: `Bearer ${await platform.token()}` },
  });
  assert.equal(((await repository.json()) as { archived: boolean }).archived, true);
  assert.equal((await answerOf(platform.url('service-6')))?.service, 'service-6');
});

test('the archived repository keeps the name', async () => {
  const args = ['create', 'service', 'service-4', '--team', 'payments', '--wait'];
  const { exitCode, stderr } = await platform.gaia(...args);
  assert.equal(exitCode, 3, stderr);
  assert.match(stderr, /archived repository payments\/service-4 has this name/);
  assert.match(stderr, /Choose another name, or rename or delete that repository/);
});

test('of two people who take one name at once, one gets it and the other learns whose it is', async () => {
  const people = { ana: 'payments', carla: 'storefront' };
  const results = await Promise.all(
    Object.entries(people).map(async ([person, team]) => {
      const token = await tokenOf(platform, person);
      const args = ['create', 'service', 'wanted', '--team', team, '--wait', '--token', token];
      return { team, ...(await platform.gaia(...args)) };
    }),
  );
  const winner = results.find(({ exitCode }) => exitCode === 0);
  const loser = results.find(({ exitCode }) => exitCode !== 0);
  assert.ok(winner && loser, JSON.stringify(results));
  assert.equal(loser.exitCode, 3, loser.stderr);
  assert.match(loser.stderr, new RegExp(`"wanted" exists already: it belongs to ${winner.team}`));
  const { team } = await platform.read<ServiceView>('get', 'service', 'wanted');
  assert.equal(team, winner.team);
  const other = await fetch(`${platform.forge}/api/v3/repos/${loser.team}/wanted`, {
    headers: { authorization: `Bearer ${await platform.token()}` },
  });
  assert.equal(other.status, 404);
});

async function allServices(): Promise<readonly ServiceView[]> {
  return (await callApi(platform, 'GET', 'services')).body.items;
}

function isHealthy({ state, environments }: ServiceView): boolean {
  const [dev] = environments;
  return state === 'active' && dev?.health === 'Healthy' && dev.sync === 'Synced';
}

/** Pushes a change of the service: `GET /calls` asks these URLs and answers with what they say. */
async function answerWith(name: string, urls: readonly string[]): Promise<void> {
  const directory = join(platform.dataDirectory, '..', name);
  const clone = await cloneRepository(platform, `${teamOf(name)}/${name}`, directory);
  const file = join(directory, 'src/app.ts');
  const text = await readFile(file, 'utf8');
  const route = `  app.get('/calls', async (_request, response) => {
    const urls = ${JSON.stringify(urls)};
    const ask = (url: string) => fetch(url).then((answer) => answer.json());
    response.json(await Promise.all(urls.map((url) => ask(url).catch((error) => String(error.cause)))));
  });

  app.use(notFound`;
  const changed = text.replace('  app.use(notFound', route);
  assert.notEqual(changed, text);
  await writeFile(file, changed);
  await clone.commitAndPush('Call others');
}

/** What `GET /calls` says, as soon as the version that has it runs. */
async function calls(name: string): Promise<unknown> {
  return until(async () => {
    const response = await localFetch(`${platform.url(name)}/calls`);
    return response.status === 200 && response.json();
  }, PATIENCE);
}

async function podProcesses(uids: readonly string[]): Promise<readonly number[]> {
  const found: number[] = [];
  for (const pid of await processesOf(platform.dataDirectory)) {
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
    if (uids.some((uid) => environment.includes(uid))) found.push(pid);
  }
  return found;
}

async function entity(name: string) {
  return callApi(platform, 'GET', `/api/catalog/entities/by-name/component/default/${name}`, {
    token: await signIn(platform, 'ana'),
  });
}
