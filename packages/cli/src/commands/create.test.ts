import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { creations, orders } from '../testing/example-world.ts';
import { type PlatformDouble, startPlatformDouble } from '../testing/platform-double.ts';
import { runGaia } from '../testing/run-gaia.ts';

let platform: PlatformDouble;
beforeEach(async () => {
  platform = await startPlatformDouble({ services: [orders], creations: [...creations] });
});
afterEach(() => platform.close());

const create = (...more: readonly string[]) => ['create', 'service', 'orders', ...more];

test('the step list of a creation is a record when it is piped', async () => {
  const ran = await runGaia(create('--team', 'payments', '--wait'), platform.url);
  assert.equal(ran.stderr, '');
  assert.equal(
    ran.stdout,
    `✓ repository  payments/orders                                             0.4 s
✓ synced      orders-dev at 3f2c1a9
✓ healthy     1/1 ready
http://orders.dev.localhost:8880        gaia logs orders -f · gaia open orders
`,
  );
  assert.equal(ran.code, 0);
});

test('on a terminal the running step is rewritten, and no colour where NO_COLOR forbids it', async () => {
  const ran = await runGaia(create('--team', 'payments', '--wait'), platform.url, {
    isTerminal: true,
    columns: 60,
  });
  assert.ok(ran.stdout.includes('· synced'));
  assert.ok(ran.stdout.includes('\r\u001b[2K'));
  assert.ok(!ran.stdout.includes('\u001b[3'));
  const coloured = await runGaia(create('--team', 'payments', '--wait'), platform.url, {
    isTerminal: true,
    colour: true,
    columns: 60,
  });
  assert.ok(coloured.stdout.includes('\u001b[32m✓\u001b[0m'));
});

test('-o json prints one document and nothing else', async () => {
  const waited = await runGaia(create('--team', 'payments', '--wait', '-o', 'json'), platform.url);
  assert.deepEqual(JSON.parse(waited.stdout), orders);
  const begun = await runGaia(create('--team', 'payments', '-o', 'json'), platform.url);
  assert.deepEqual(JSON.parse(begun.stdout), { name: 'orders', taskId: 'task-1' });
});

test('every flag reaches the request; what was not said is not sent', async () => {
  const flags =
    '--team payments --description x --template go --cpu 500m --memory 512Mi --min-replicas 2 --max-replicas 4 --log-level debug --no-metrics --no-traces';
  await runGaia(create(...flags.split(' ')), platform.url);
  await runGaia(create('--team', 'payments'), platform.url);
  const bodies = platform.requests.flatMap(({ route, body }) =>
    route === 'POST /services' ? [body] : [],
  );
  assert.deepEqual(bodies, [
    {
      name: 'orders',
      team: 'payments',
      template: 'go',
      description: 'x',
      resources: 'custom',
      cpu: '500m',
      memory: '512Mi',
      minReplicas: 2,
      maxReplicas: 4,
      logLevel: 'debug',
      metrics: false,
      traces: false,
    },
    { name: 'orders', team: 'payments', template: 'nodejs-service' },
  ]);
});

test('the only team of the caller is taken; with more it is asked for', async () => {
  const one = await runGaia(create(), platform.url);
  assert.equal(one.code, 0);
  platform.world.groups = ['payments', 'group:default/storefront'];
  const two = await runGaia(create(), platform.url);
  assert.equal(two.code, 2);
  assert.match(
    two.stderr,
    /--team TEAM\. Yours: payments, storefront\.\nusage: gaia create service/,
  );
});

test('a creation that fails ends with its step, its reason and exit code 1', async () => {
  platform.world.creations = [
    {
      name: 'orders',
      taskId: 'task-1',
      status: 'failed',
      failure: 'The forge is full.',
      steps: [
        { id: 'admit', title: 'name', status: 'succeeded' },
        { id: 'publish', title: 'repository', status: 'failed' },
      ],
    },
  ];
  const ran = await runGaia(create('--team', 'payments', '--wait'), platform.url);
  assert.equal(ran.code, 1);
  assert.match(ran.stdout, /^✓ name.*\n✗ repository/);
  assert.match(
    ran.stderr,
    /^error: Creating orders failed at "repository": The forge is full\.\ndo: {4}See what is there: gaia describe service orders\n/,
  );
});

test('a refusal exits 3', async () => {
  platform.world.overrides['POST /services'] = [
    {
      problem: {
        status: 409,
        code: 'refused.service.name-taken',
        detail: 'Taken.',
        hint: 'Choose another one.',
      },
    },
  ];
  const ran = await runGaia(create('--team', 'payments', '--wait'), platform.url);
  assert.equal(ran.code, 3);
  assert.equal(
    ran.stderr,
    'error: Taken.\ndo:    Choose another one.\nid:    refused.service.name-taken\n',
  );
});

test('who asked for a name at the same moment as somebody else is refused with the reason', async () => {
  platform.world.creations = [
    {
      name: 'orders',
      taskId: 'task-1',
      status: 'failed',
      failure: 'name: A service "orders" exists already: it belongs to storefront.',
      steps: [
        { id: 'admit', title: 'Reserve the name', status: 'failed' },
        { id: 'publish', title: 'repository', status: 'pending' },
      ],
    },
  ];
  const ran = await runGaia(create('--team', 'payments', '--wait'), platform.url);
  assert.equal(ran.code, 3);
  assert.match(ran.stderr, /orders was not admitted: .* it belongs to storefront\./);
  assert.match(ran.stderr, /id: {4}refused\.service\.not-admitted/);
});

test('a restart of the server while waiting is waited out', async () => {
  platform.world.overrides['GET /services/orders/creation'] = [
    { hangUp: true },
    { problem: { status: 503, code: 'x.unavailable', detail: 'starting' } },
  ];
  const ran = await runGaia(create('--team', 'payments', '--wait'), platform.url);
  assert.equal(ran.code, 0, ran.stderr);
});

test('waiting ends with what goes on', async () => {
  platform.world.creations = creations.slice(1, 2);
  const ran = await runGaia(
    create('--team', 'payments', '--wait', '--timeout', '0.3'),
    platform.url,
  );
  assert.equal(ran.code, 1);
  assert.match(
    ran.stderr,
    /orders is not ready after 0\.3 s: "synced" has not ended\.\ndo: {4}It goes on\./,
  );
});

test('create token prints the token alone on stdout', async () => {
  const words = ['create', 'token', '--description', 'CI', '--scope', 'read', '--expires', '12h'];
  const ran = await runGaia(words, platform.url);
  assert.equal(ran.stdout, 'ifp_0022_new\n');
  assert.match(ran.stderr, /only time.*gaia delete token 0022/);
  const [request] = platform.requests;
  assert.ok(request);
  const { expiresAt, ...rest } = request.body as { expiresAt: string };
  assert.deepEqual(rest, { description: 'CI', scopes: ['read'] });
  assert.match(expiresAt, /^2026-01-02T12:00:0\d/);
});
