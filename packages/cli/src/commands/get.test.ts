import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import stringWidth from 'string-width';
import {
  brokenBasket,
  newborn,
  orders,
  ordersApp,
  teams,
  tokens,
} from '../testing/example-world.ts';
import { type PlatformDouble, startPlatformDouble } from '../testing/platform-double.ts';
import { runGaia } from '../testing/run-gaia.ts';

let platform: PlatformDouble;
before(async () => {
  platform = await startPlatformDouble({
    services: [orders, brokenBasket, newborn],
    applications: [ordersApp],
    teams,
    tokens,
  });
});
after(() => platform.close());

const tables: Readonly<Record<string, string>> = {
  'get services': `
NAME         TEAM         ENV   STATUS     SYNC        READY   RESTARTS   REVISION   AGE
orders       payments     dev   Healthy    Synced      1/1     0          3f2c1a9    24h
korb-größe   storefront   dev   Degraded   OutOfSync   0/2     7          -          24h
new          payments     -     Creating   -           -       -          -          24h
`,
  'get svc orders': `
NAME     TEAM       ENV   STATUS    SYNC     READY   RESTARTS   REVISION   AGE
orders   payments   dev   Healthy   Synced   1/1     0          3f2c1a9    24h
`,
  'get Services --team storefront -o name': '\nservice/korb-größe\n',
  'get service/orders -o wide': `
NAME     TEAM       ENV   STATUS    SYNC     READY   RESTARTS   REVISION   AGE   URL                                REPOSITORY                              DESCRIPTION
orders   payments   dev   Healthy   Synced   1/1     0          3f2c1a9    24h   http://orders.dev.localhost:8880   http://localhost:7080/payments/orders   Takes orders
`,
  'get applications': `
NAME         PROJECT              NAMESPACE      SYNC     HEALTH    REVISION
orders-dev   workloads-payments   payments-dev   Synced   Healthy   3f2c1a9
`,
  'get teams': `
NAME       TITLE      YOURS   ENVIRONMENTS   MEMBERS
payments   Payments   yes     dev            ana, ben
`,
  'get token': `
ID     DESCRIPTION   SUBJECT            SCOPES               AGE   EXPIRES
0011   laptop        user:default/ana   all of the subject   2d    never
`,
  '-o name get apps': '\napp/orders-dev\n',
};

for (const [line, expected] of Object.entries(tables)) {
  test(`gaia ${line}`, async () => {
    const ran = await runGaia(line.split(' '), platform.url);
    assert.deepEqual(ran, { code: 0, stdout: expected.slice(1), stderr: '' });
  });
}

test('JSON is one document: a thing by its name, a list without one', async () => {
  const one = await runGaia(['get', 'service', 'orders', '-o', 'json'], platform.url);
  assert.deepEqual(JSON.parse(one.stdout), orders);
  const list = await runGaia(['get', 'services', '-o', 'json'], platform.url);
  assert.deepEqual(JSON.parse(list.stdout), { items: platform.world.services });
});

test('YAML is one document', async () => {
  const { stdout } = await runGaia(['get', 'team', 'payments', '-o', 'yaml'], platform.url);
  assert.match(stdout, /^environments:\n- dev\nmembers:\n- ana\n- ben\nname: payments\n/);
});

for (const columns of [120, 80, 60]) {
  test(`a terminal of ${columns} cells holds the table`, async () => {
    const ran = await runGaia(['get', 'services'], platform.url, { columns, isTerminal: true });
    const lines = ran.stdout.trimEnd().split('\n');
    assert.equal(lines.length, 4);
    const widest = Math.max(...lines.map((line) => stringWidth(line)));
    assert.ok(widest <= columns, `${widest} cells:\n${ran.stdout}`);
  });
}

test('nothing to list is said on stderr, so that a script reads an empty list', async () => {
  const empty = await startPlatformDouble();
  try {
    const ran = await runGaia(['get', 'services'], empty.url);
    assert.deepEqual(ran, {
      code: 0,
      stdout: '',
      stderr: 'No services yet. Create one: gaia create service NAME --team TEAM\n',
    });
    const names = await runGaia(['get', 'services', '-o', 'name'], empty.url);
    assert.deepEqual(names, { code: 0, stdout: '', stderr: '' });
  } finally {
    await empty.close();
  }
});

test('a name that is not there is an error with the next step', async () => {
  const ran = await runGaia(['get', 'service', 'nope'], platform.url);
  assert.deepEqual(ran, {
    code: 1,
    stdout: '',
    stderr:
      'error: There is no service "nope".\ndo:    List what there is with: gaia get services\nid:    service.not-found\n',
  });
  const team = await runGaia(['get', 'team', 'nope'], platform.url);
  assert.equal(team.code, 1);
  assert.match(team.stderr, /^error: There is no team "nope"\./);
});
