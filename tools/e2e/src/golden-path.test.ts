import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { launchBrowser, until } from '@infraforge/testkit';
import { execa } from 'execa';
import type { Browser, Page } from 'playwright-core';
import { lookAsAnotherTeam, syncAndRollBack } from './applications-page.ts';
import {
  answerOf,
  cloneRepository,
  type PlatformUnderTest,
  startPlatformUnderTest,
} from './platform-under-test.ts';

/** Acceptance 2 of the golden path: in a browser, with no prepared state, from sign-in to one's own log line. */
let platform: PlatformUnderTest;
let browser: Browser;

before(async () => {
  platform = await startPlatformUnderTest();
  browser = await launchBrowser();
});

after(async () => {
  await browser?.close();
  await platform?.remove();
});

async function signIn(person: RegExp): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(platform.portal);
  await page.getByText(person).first().click();
  await page.getByRole('heading', { name: 'Home' }).waitFor();
  return page;
}

test('a developer creates a service in the portal and sees it run', async () => {
  const page = await signIn(/Ana Ruiz/);
  await page.goto(`${platform.portal}/create/templates/default/nodejs-service`);
  await page.getByLabel(/^Name/).fill('orders');
  await page.getByLabel(/^Description/).fill('Takes orders');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: 'Review' }).click();
  const started = performance.now();
  await page.getByRole('button', { name: 'Create service' }).click();

  const answer = await until(() => answerOf(platform.url('orders')), {
    timeoutMilliseconds: 60_000,
    intervalMilliseconds: 50,
    what: 'the first 200 of orders',
  });
  console.log(`Create to the first 200: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  assert.equal(answer.service, 'orders');

  // The finished task leads to the service's page by itself.
  await page.waitForURL('**/catalog/default/component/orders/runtime', { timeout: 60_000 });
  await page.getByText('Healthy').first().waitFor({ timeout: 30_000 });
  await page.getByText('Synced').first().waitFor();

  const marker = `/hello/from-the-browser-${Date.now()}`;
  assert.ok(await answerOf(`${platform.url('orders')}${marker}`));
  await page.getByText(marker).first().waitFor({ timeout: 10_000 });
  await page.close();
});

test('the service is in the catalog, owned by the team', async () => {
  const token = await platform.token();
  const session = await fetch(`${platform.portal}/api/auth/local/refresh`, {
    headers: { authorization: `Bearer ${token}`, 'x-requested-with': 'XMLHttpRequest' },
  });
  const { backstageIdentity } = (await session.json()) as { backstageIdentity: { token: string } };
  const entity = await until(async () => {
    const response = await fetch(
      `${platform.portal}/api/catalog/entities/by-name/component/default/orders`,
      { headers: { authorization: `Bearer ${backstageIdentity.token}` } },
    );
    return response.ok ? ((await response.json()) as { spec: { owner: string } }) : undefined;
  });
  assert.equal(entity.spec.owner, 'group:default/payments');
});

test('its dependencies are those of its own lock file, and its own tests pass', async () => {
  const directory = join(platform.dataDirectory, '..', 'orders');
  await cloneRepository(platform, 'payments/orders', directory);
  const lock = JSON.parse(await readFile(join(directory, 'package-lock.json'), 'utf8'));
  const layers = await readdir(join(platform.dataDirectory, 'layers'));
  assert.equal(layers.length, 1, `one layer, for one lock: ${layers}`);
  const modules = join(platform.dataDirectory, 'layers', layers[0] ?? '', 'node_modules');
  for (const name of ['express', 'winston', 'prom-client']) {
    const { version } = JSON.parse(await readFile(join(modules, name, 'package.json'), 'utf8'));
    assert.equal(version, lock.packages[`node_modules/${name}`].version, name);
  }
  await execa('ln', ['-s', modules, join(directory, 'node_modules')]);
  // Its runner is not a part of ours, and the Node of the machine may be too old for it.
  const path = `${dirname(process.execPath)}${delimiter}${process.env.PATH}`;
  const env = { NODE_TEST_CONTEXT: undefined, PATH: path };
  const { stdout } = await execa(process.execPath, ['--run', 'test'], { cwd: directory, env });
  assert.match(stdout, /fail 0/);
});

test("the platform's node_modules cannot be reached from the service", async () => {
  const directory = join(platform.dataDirectory, '..', 'orders-reach');
  const clone = await cloneRepository(platform, 'payments/orders', directory);
  const app = join(directory, 'src/app.ts');
  const text = await readFile(app, 'utf8');
  const probe = `
const reach = await import('kysely').then(() => 'reached', (error) => error.code);
console.log(JSON.stringify({ level: 'info', message: \`platform modules: \${reach}\` }));
`;
  await writeFile(app, `${text}${probe}`);
  await clone.commitAndPush('Look around');
  const line = await until(
    async () =>
      (await platform.gaia('logs', 'orders', '--tail', '200')).stdout.match(
        /platform modules: (\w+)/,
      ),
    { timeoutMilliseconds: 30_000, intervalMilliseconds: 300 },
  );
  assert.equal(line[1], 'ERR_MODULE_NOT_FOUND');
});

test('its team syncs it and goes back on the Applications page; others only look', async () => {
  const ana = await signIn(/Ana Ruiz/);
  await syncAndRollBack(ana, platform.portal, 'orders-dev');
  await ana.close();
  const carla = await signIn(/Carla/);
  await lookAsAnotherTeam(carla, platform.portal, 'orders-dev', 'payments');
  await carla.close();
});

test('a name that is taken is refused in the form', async () => {
  const page = await signIn(/Ana Ruiz/);
  await page.goto(`${platform.portal}/create/templates/default/nodejs-service`);
  await page.getByLabel(/^Name/).fill('orders');
  await page.getByLabel(/^Description/).fill('Takes orders again');
  await page.getByRole('button', { name: 'Next' }).click();
  await page
    .getByText(/A service "orders" exists already/)
    .first()
    .waitFor();
  await page.close();
});

test('no client asked the forge for anything that it does not have', async () => {
  assert.doesNotMatch(await platform.serverLog(), /unknown route/);
});
