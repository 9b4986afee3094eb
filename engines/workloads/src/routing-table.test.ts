import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findRoute, routingTable, targetsOf } from './routing-table.ts';
import { backend, ingress, later, pod, replicaSet, service } from './testing/objects.ts';
import type { Pod, Service } from './types.ts';

const sets = [replicaSet('r1', 1), replicaSet('r2', 2), replicaSet('r3', 3)];

/** Which ports answer for `web` when these pods (revision and port) are ready, after the given choice. */
function chosen(ready: readonly string[], previous?: number): readonly number[] {
  const pods = ready.map((text) => {
    const [revision = '', port = ''] = text.split(':');
    return pod({ uid: text, owner: `r${revision}`, port: Number(port) });
  });
  const table = routingTable({
    ingresses: [],
    services: [service('web')],
    pods,
    replicaSets: sets,
    ...(previous === undefined ? {} : { previous: new Map([['d1', previous]]) }),
  });
  return targetsOf(table, 'team-dev/web', 80).map(({ port }) => port);
}

const choices: readonly (readonly [
  string,
  readonly string[],
  number | undefined,
  readonly number[],
])[] = [
  ['one revision', ['1:11', '1:12'], undefined, [11, 12]],
  ['a new one with fewer pods waits', ['1:11', '1:12', '2:21'], 1, [11, 12]],
  ['a new one with as many gets everything', ['1:11', '1:12', '2:21', '2:22'], 1, [21, 22]],
  ['it keeps everything when it loses one', ['1:11', '1:12', '2:21'], 2, [21]],
  ['it loses everything when none of it is ready', ['1:11', '1:12'], 2, [11, 12]],
  ['a third one waits as the second did', ['2:21', '2:22', '3:31'], 2, [21, 22]],
  ['the newest of several that are whole', ['1:11', '2:21', '3:31'], 1, [31]],
  ['a memory of what is gone does not hold', ['1:11'], 3, [11]],
  ['nobody is ready', [], 2, []],
];

for (const [name, ready, previous, expected] of choices) {
  test(`all traffic goes to one revision: ${name}`, () =>
    assert.deepEqual(chosen(ready, previous), expected));
}

test('pods that are not ready, leaving or not selected get nothing', () => {
  const pods = [
    pod({ uid: 'a', ready: false, port: 1 }),
    pod({ uid: 'b', leaving: true, port: 2 }),
    {
      ...pod({ uid: 'c', port: 3 }),
      metadata: { name: 'c', namespace: 'team-dev', labels: { app: 'x' } },
    },
    {
      ...pod({ uid: 'd', port: 4 }),
      metadata: { name: 'd', namespace: 'other', labels: { app: 'web' } },
    },
    pod({ uid: 'e', port: 5 }),
  ];
  const table = routingTable({
    ingresses: [],
    services: [service('web')],
    pods,
    replicaSets: sets,
  });
  assert.deepEqual(
    targetsOf(table, 'team-dev/web', undefined).map(({ port }) => port),
    [5],
  );
});

test('two Deployments behind one Service both get traffic', () => {
  const pods = [pod({ uid: 'a', owner: 'r1', port: 1 }), pod({ uid: 'b', owner: 'r9', port: 2 })];
  const replicaSets = [...sets, replicaSet('r9', 9, 'd2')];
  const table = routingTable({ ingresses: [], services: [service('web')], pods, replicaSets });
  assert.deepEqual(
    targetsOf(table, 'team-dev/web', 80).map(({ port }) => port),
    [1, 2],
  );
});

function portFor(spec: object, localPorts: NonNullable<Pod['status']>['localPorts']) {
  const base = pod({ uid: 'a' });
  const given = { ...base, status: { ...base.status, localPorts } } as Pod;
  const services: readonly Service[] = [service('web', spec)];
  const table = routingTable({ ingresses: [], services, pods: [given], replicaSets: sets });
  return targetsOf(table, 'team-dev/web', 80)[0]?.port;
}

test('the target port is found by name, by number, or because there is only one', () => {
  const one = [{ container: 'app', name: 'http', containerPort: 3000, port: 7 }];
  const two = [...one, { container: 'app', name: 'admin', containerPort: 9000, port: 8 }];
  const ports = (targetPort: unknown) => ({ ports: [{ port: 80, targetPort }] });
  assert.equal(portFor(ports('http'), two), 7);
  assert.equal(portFor(ports(9000), two), 8);
  assert.equal(portFor(ports(8080), one), 7);
  assert.equal(portFor(ports(8080), two), undefined);
  assert.equal(portFor(ports('other'), one), undefined);
});

test('the most specific path wins, and prefixes count whole elements', () => {
  const paths = [
    { path: '/', pathType: 'Prefix', backend: backend('root') },
    { path: '/api', pathType: 'Prefix', backend: backend('api') },
    { path: '/api', pathType: 'Exact', backend: backend('exact') },
    { path: '/api/v1/', pathType: 'Prefix', backend: backend('v1') },
  ];
  const table = routingTable({
    ingresses: [ingress('web', ['Web.Dev.localhost'], { paths })],
    services: [],
    pods: [],
    replicaSets: [],
  });
  const serviceAt = (path: string, host = 'web.dev.localhost:8880') => {
    const found = findRoute(table, host, path);
    return found.kind === 'route' ? found.route.service : found.kind;
  };
  const expected: readonly (readonly [string, string])[] = [
    ['/', 'root'],
    ['/apis', 'root'],
    ['/api', 'exact'],
    ['/api/', 'api'],
    ['/api/v1', 'v1'],
    ['/api/v1/x', 'v1'],
    ['/api/v10', 'api'],
  ];
  for (const [path, name] of expected) assert.equal(serviceAt(path), name, path);
  assert.equal(serviceAt('/', 'WEB.dev.localhost.'), 'root');
  assert.equal(serviceAt('/', 'other.localhost'), 'unknown-host');
});

test('a path that no rule has is told from a host that nobody has', () => {
  const paths = [{ path: '/api', pathType: 'Prefix', backend: backend('api') }];
  const table = routingTable({
    ingresses: [ingress('web', ['web.localhost', '*.wild.localhost'], { paths })],
    services: [],
    pods: [],
    replicaSets: [],
  });
  assert.equal(findRoute(table, 'web.localhost', '/').kind, 'unknown-path');
  assert.equal(findRoute(table, 'a.wild.localhost', '/api').kind, 'route');
  assert.equal(findRoute(table, 'a.b.wild.localhost', '/api').kind, 'unknown-host');
});

test('a host belongs to the namespace that asked first', () => {
  const table = routingTable({
    ingresses: [
      ingress('thief', ['web.localhost'], { namespace: 'evil-dev', createdAt: later(5) }),
      ingress('web', ['web.localhost']),
      ingress('second', ['web.localhost'], {
        createdAt: later(9),
        paths: [{ path: '/more', backend: backend('more') }],
      }),
    ],
    services: [],
    pods: [],
    replicaSets: [],
  });
  const entry = table.hosts.get('web.localhost');
  assert.deepEqual(entry?.owner, { namespace: 'team-dev', name: 'web' });
  assert.deepEqual(
    entry?.paths.map(({ namespace, service: name }) => `${namespace}/${name}`),
    ['team-dev/more', 'team-dev/web'],
  );
});
