import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { brokenBasket, orders, ordersApp, tokens } from '../testing/example-world.ts';
import { type PlatformDouble, startPlatformDouble } from '../testing/platform-double.ts';
import { runGaia } from '../testing/run-gaia.ts';

let platform: PlatformDouble;
beforeEach(async () => {
  platform = await startPlatformDouble({
    services: [orders, brokenBasket],
    applications: [ordersApp],
    tokens: [...tokens],
    logs: [
      { pod: 'a', text: '{"level":"info"}', offset: 16 },
      { pod: 'b', text: 'größer \u001b[31mred', offset: 20 },
    ],
  });
});
afterEach(() => platform.close());

test('describe service', async () => {
  const ran = await runGaia(['describe', 'service', 'orders'], platform.url);
  assert.deepEqual([ran.code, ran.stderr], [0, '']);
  assert.equal(
    ran.stdout,
    `Name:         orders
Team:         payments
Status:       Healthy
Description:  Takes orders
Repository:   http://localhost:7080/payments/orders
Clone:        http://localhost:7080/payments/orders.git
Catalog:      component:default/orders
Created:      24h ago by user:default/ana

Environment dev:
  Status:     Healthy
  Sync:       Synced to 3f2c1a9 "add retry" by ana, 2m ago
  URL:        http://orders.dev.localhost:8880
  Ready:      1/1
  Restarts:   0
  Namespace:  payments-dev
  App:        orders-dev

  Revisions:
    REVISION   TRAFFIC   READY   AGE   COMMIT
    3f2c1a9    100 %     1/1     2m    -

  Pods:
    POD                  STATUS    READY   RESTARTS   MEMORY   CPU   AGE   MESSAGE
    orders-7d9f4c-x2k4   Running   yes     0          41Mi     3m    2m    -

  History:
    ID   REVISION   DEPLOYED
    0    3f2c1a9    119s ago
`,
  );
});

test('describe says why and what to do', async () => {
  const ran = await runGaia(['describe', 'svc/korb-größe'], platform.url);
  assert.match(
    ran.stdout,
    /Why, and what to do:\n {4}Readiness probe `\/readyz` answered 503 for 40 s\.\n {6}See the log: gaia logs korb-größe\n/,
  );
});

test('describe never lets a text steer the terminal', async () => {
  platform.world.services = [{ ...orders, description: '\u001b]0;title\u0007\u001b[2Jgone' }];
  const ran = await runGaia(['describe', 'service', 'orders'], platform.url);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: their absence is what is shown
  assert.doesNotMatch(ran.stdout, /[\u001b\u0007]/);
  assert.match(ran.stdout, /gone/);
});

test('describe app', async () => {
  const ran = await runGaia(['describe', 'app', 'orders-dev'], platform.url);
  assert.match(ran.stdout, /^Name: {8}orders-dev\n/);
  assert.match(ran.stdout, /Last sync: {3}Succeeded 119s ago: successfully synced\n/);
  assert.match(ran.stdout, / {2}Deployment {3}orders {3}Synced {3}Healthy {3}-\n/);
});

test('logs are the lines as they were written', async () => {
  const all = await runGaia(['logs', 'orders'], platform.url);
  assert.equal(all.stdout, '{"level":"info"}\ngrößer \u001b[31mred\n');
  const one = await runGaia(['logs', 'orders', '--pod', 'a', '--prefix'], platform.url);
  assert.equal(one.stdout, '[a] {"level":"info"}\n');
  const last = await runGaia(['logs', 'orders', '--tail', '1'], platform.url);
  assert.equal(last.stdout, 'größer \u001b[31mred\n');
});

test('on a terminal the lines of several pods say whose they are', async () => {
  const [dev] = orders.environments;
  const [pod] = dev?.pods ?? [];
  const crowd = { ...orders, environments: [{ ...dev, pods: [pod, { ...pod, name: 'b' }] }] };
  const raw = JSON.stringify(crowd);
  const answer = () => [{ raw, status: 200, type: 'application/json' }];
  platform.world.overrides['GET /services/orders'] = answer();
  const terminal = { isTerminal: true };
  const several = await runGaia(['logs', 'orders', '--tail', '1'], platform.url, terminal);
  assert.match(several.stdout, /^\[\w+\] größer/);
  platform.world.overrides['GET /services/orders'] = answer();
  const plain = ['logs', 'orders', '--tail', '1', '--no-prefix'];
  assert.match((await runGaia(plain, platform.url, terminal)).stdout, /^größer/);
  const alone = await runGaia(
    ['logs', 'orders', '--tail', '1', '--pod', 'b'],
    platform.url,
    terminal,
  );
  assert.doesNotMatch(alone.stdout, /^\[/);
});

const line = (text: string, offset: number) => ({ pod: 'a', text, offset });
const event = (text: string, offset: number) =>
  `event: log\ndata: ${JSON.stringify(line(text, offset))}\n\n`;
const stream = (raw: string) => ({ raw, status: 200, type: 'text/event-stream' });

test('logs -f goes on until it is stopped, and over a restart of the server', async () => {
  platform.world.overrides['GET /services/orders/logs'] = [
    stream(event('one', 4) + event('again', 10)),
    { hangUp: true },
    { raw: '<html>', status: 404, type: 'text/html' },
    stream(event('one', 4) + event('again', 10) + event('missed', 17) + event('again', 23)),
  ];
  const stop = new AbortController();
  let stdout = '';
  const ran = await runGaia(['logs', 'orders', '-f'], platform.url, {
    signal: stop.signal,
    stdout: {
      write(text) {
        stdout += text;
        if (stdout.includes('missed\nagain')) stop.abort();
      },
    },
  });
  assert.equal(stdout, 'one\nagain\nmissed\nagain\n');
  assert.match(ran.stderr, /^The platform does not answer at .* Connecting again\.\n$/);
  assert.equal(ran.code, 0);
});

test('logs -f --tail 0 begins with what is new, also after a restart of the server', async () => {
  platform.world.overrides['GET /services/orders/logs'] = [
    { raw: JSON.stringify({ items: [line('old', 4)] }), status: 200, type: 'application/json' },
    stream(''),
    stream(event('old', 4) + event('new', 8)),
  ];
  const stop = new AbortController();
  let stdout = '';
  await runGaia(['logs', 'orders', '-f', '--tail', '0'], platform.url, {
    signal: stop.signal,
    stdout: {
      write(text) {
        stdout += text;
        if (stdout.includes('new')) stop.abort();
      },
    },
  });
  assert.equal(stdout, 'new\n');
});

test('logs -f of a service that is not there fails at once', async () => {
  platform.world.overrides['GET /services/nope/logs'] = [
    { problem: { status: 404, code: 'service.not-found', detail: 'There is no service "nope".' } },
  ];
  const ran = await runGaia(['logs', 'nope', '-f'], platform.url);
  assert.equal(ran.code, 1);
  assert.match(ran.stderr, /There is no service "nope"/);
});

const addresses: Readonly<Record<string, string>> = {
  'open orders': 'http://orders.dev.localhost:8880\n',
  'open service/orders --repository': 'http://localhost:7080/payments/orders\n',
  'open orders -o json': '{\n  "url": "http://orders.dev.localhost:8880"\n}\n',
};
for (const [line, expected] of Object.entries(addresses)) {
  test(`gaia ${line}`, async () => {
    const ran = await runGaia(line.split(' '), platform.url);
    assert.deepEqual(ran, { code: 0, stdout: expected, stderr: '' });
  });
}

test('open --portal leads to the page of the service', async () => {
  const ran = await runGaia(['open', 'orders', '--portal'], platform.url);
  assert.equal(ran.stdout, `${platform.url}/catalog/default/component/orders\n`);
});

test('open says when there is no address yet', async () => {
  const ran = await runGaia(['open', 'korb-größe'], platform.url);
  assert.equal(ran.code, 1);
  assert.match(ran.stderr, /has no address in dev yet\.\ndo: {4}See how far it is/);
});

test('delete asks, and where nobody can be asked it wants --yes', async () => {
  const ran = await runGaia(['delete', 'service', 'orders'], platform.url);
  assert.equal(ran.code, 2);
  assert.match(
    ran.stderr,
    /nobody can be asked here: say --yes to delete service orders\.\nusage: /,
  );
  assert.ok(!platform.requests.some(({ route }) => route.startsWith('DELETE')));
});

test('delete waits until the service is gone', async () => {
  platform.world.readsUntilGone = 2;
  const ran = await runGaia(['delete', 'service', 'orders', '--yes'], platform.url);
  assert.equal(ran.code, 0, ran.stderr);
  assert.match(
    ran.stdout,
    /^✓ stopped +\d\.\d s\n✓ unsynced +\d\.\d s\n✓ forgotten +\d\.\d s\nservice\/orders deleted\n$/,
  );
});

test('a server that starts while delete waits is not taken for a service that is gone', async () => {
  platform.world.readsUntilGone = 1;
  const starting = { raw: '<html>', status: 404, type: 'text/html' };
  const asked = { raw: JSON.stringify(orders), status: 200, type: 'application/json' };
  platform.world.overrides['GET /services/orders'] = [asked, starting, starting];
  const ran = await runGaia(['delete', 'service', 'orders', '--yes'], platform.url);
  assert.equal(ran.code, 0, ran.stderr);
  const reads = platform.requests.filter(({ route }) => route === 'GET /services/orders');
  assert.equal(reads.length, 5);
});

test('delete asks again when the server dies over it', async () => {
  platform.world.overrides = { 'DELETE /services/orders': [{ hangUp: true }, { hangUp: true }] };
  const ran = await runGaia(['delete', 'service', 'orders', '--yes'], platform.url);
  assert.deepEqual([ran.code, ran.stderr], [0, '']);
  const asked = platform.requests.filter(({ route }) => route === 'DELETE /services/orders');
  assert.equal(asked.length, 3);
});

test('delete is content when the server died over it, and it is gone', async () => {
  const gone = { problem: { status: 404, code: 'service.not-found', title: 'Not found' } };
  platform.world.overrides = { 'DELETE /services/orders': [{ hangUp: true }, gone] };
  const ran = await runGaia(['delete', 'service', 'orders', '--yes', '--no-wait'], platform.url);
  assert.deepEqual([ran.code, ran.stderr], [0, '']);
});

test('delete --no-wait returns at once', async () => {
  platform.world.readsUntilGone = 1_000;
  const ran = await runGaia(['delete', 'svc/orders', '--yes', '--no-wait'], platform.url);
  assert.deepEqual(ran, { code: 0, stdout: 'service/orders is being deleted\n', stderr: '' });
});

test('delete of what is not there, and of a token', async () => {
  const nope = await runGaia(['delete', 'service', 'nope', '--yes'], platform.url);
  assert.equal(nope.code, 1);
  const token = await runGaia(['delete', 'token', '0011', '--yes', '-o', 'name'], platform.url);
  assert.deepEqual(token, { code: 0, stdout: 'token/0011\n', stderr: '' });
  assert.deepEqual(platform.world.tokens, []);
});

for (const name of ['orders', 'orders-dev', 'app/orders-dev']) {
  test(`gaia sync ${name} waits for the operation`, async () => {
    const ran = await runGaia(['sync', name], platform.url);
    assert.deepEqual(ran, {
      code: 0,
      stdout: 'app/orders-dev: Synced at 3f2c1a9, Healthy\n',
      stderr: '',
    });
  });
}

test('a sync that fails says why', async () => {
  platform.world.overrides['POST /applications/orders-dev/sync'] = [
    { raw: '{}', status: 202, type: 'application/json' },
  ];
  platform.world.applications = [ordersApp];
  const failed = {
    ...ordersApp,
    operation: { phase: 'Failed', message: 'no such path', startedAt: 'x', finishedAt: 'y' },
  };
  platform.world.overrides['GET /applications/orders-dev'] = [
    { raw: JSON.stringify(ordersApp), status: 200, type: 'application/json' },
    { raw: JSON.stringify(failed), status: 200, type: 'application/json' },
  ];
  const ran = await runGaia(['sync', 'orders-dev'], platform.url);
  assert.equal(ran.code, 1);
  assert.match(ran.stderr, /^error: orders-dev: no such path\ndo: {4}See the resources/);
});

test('sync of what is neither app nor service', async () => {
  const ran = await runGaia(['sync', 'nope'], platform.url);
  assert.equal(ran.code, 1);
  assert.match(ran.stderr, /There is no app "nope" and no service "nope" with an app in dev\./);
});
