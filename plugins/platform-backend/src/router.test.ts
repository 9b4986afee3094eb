import { mockServices } from '@backstage/backend-test-utils';
import type { Caller, Platform, ServiceDescription } from '@infraforge/platform';
import { clusterSchema, serviceSchema } from '@infraforge/plugin-platform-common';
import { PlatformError } from '@infraforge/plugin-platform-node';
import express from 'express';
import request from 'supertest';
import { allRoutes, createRouter, type RouteDeps } from './router';

const ana: Caller = {
  subject: 'user:default/ana',
  groups: ['payments'],
  role: 'member',
  scopes: undefined,
  via: 'api',
};

/** Callers by token. */
const CALLERS: Readonly<Record<string, Caller>> = {
  ifp_all: ana,
  ifp_reader: { ...ana, scopes: ['read'] },
};

const orders: ServiceDescription = {
  name: 'orders',
  team: 'payments',
  description: 'Takes orders',
  state: 'active',
  requester: 'user:default/ana',
  createdAt: '2026-11-24T10:00:00.000Z',
  entityRef: 'component:default/orders',
  environments: [],
};

const notFound = (name: string) =>
  new PlatformError('service.not-found', `There is no service "${name}".`, {
    hint: 'gaia get services',
  });

/** A platform with one service, which only ana's team may change; what no test asks for is not there. */
const platform = {
  version: '1.2.3',
  urls: {
    portal: 'http://localhost:7007',
    forge: 'http://localhost:7080',
    ingress: (host: string) => `http://${host}`,
  },
  identity: {
    byToken: async (token: string) => CALLERS[token],
    bySubject: () => undefined,
    allows: (caller: Caller, scope: 'read' | 'write') =>
      !caller.scopes || caller.scopes.includes(scope),
    me: (caller: Caller) => ({ ...caller, displayName: 'Ana' }),
    people: () => [
      { name: 'ana', title: 'Ana', email: undefined, groups: ['payments'], role: 'member' },
    ],
  },
  services: {
    list: async () => [orders],
    async describe(name: string) {
      if (name !== 'orders') throw notFound(name);
      return orders;
    },
    objections: async (_caller: Caller, { name }: { name: string }) =>
      name === 'orders'
        ? [
            {
              code: 'refused.service.name-taken',
              message: 'A service "orders" exists already.',
              place: { path: 'name' },
            },
          ]
        : [],
    async check(_caller: Caller, { name, owner }: { name: string; owner: string }) {
      if (name === 'orders') {
        throw new PlatformError(
          'refused.service.name-taken',
          'A service "orders" exists already: it belongs to payments.',
        );
      }
      if (owner !== 'payments')
        throw new PlatformError('refused.service.not-your-team', 'Not your team.');
    },
    async logs(_name: string, options: { tail: number }) {
      return [{ pod: 'orders-1', text: `last ${options.tail}`, offset: 7 }];
    },
  },
  cluster: {
    describe: async () => ({ isolation: { level: 'users' }, namespaces: [] }),
    async readablePod(_caller: Caller, { namespace }: { namespace: string }) {
      throw new PlatformError('refused.cluster.not-your-team', `Not your team: ${namespace}.`);
    },
  },
  receiveWebhook() {
    throw new PlatformError('auth.signature', 'The signature does not fit the body.');
  },
} as unknown as Platform;

const started: unknown[] = [];
const deps: RouteDeps = {
  platform,
  auth: mockServices.auth(),
  discovery: mockServices.discovery(),
  tasks: {
    async start(template, values) {
      started.push({ template, values });
      return 'task-1';
    },
    progress: async () => undefined,
    status: async () => undefined,
    restart: async () => 'task-2',
    wasPushRefused: async () => false,
  },
  wakeSupervision: () => undefined,
  hasGoldenPaths: async () => true,
};

const app = express().use(
  createRouter({ ...deps, httpAuth: mockServices.httpAuth(), logger: mockServices.logger.mock() }),
);

const filled = (path: string) => path.replace(/:\w+/g, 'orders');
const guarded = allRoutes(deps).filter((route) => 'scope' in route);

describe('every route that is not open', () => {
  it.each(guarded.map(({ method, path }) => [method, path] as const))(
    '%s %s wants a caller',
    async (method, path) => {
      for (const authorization of [undefined, 'Bearer ifp_unknown', 'Basic YTpi']) {
        const call = request(app)[method](filled(path));
        const { status, body } = await (authorization
          ? call.set('authorization', authorization)
          : call);
        expect([status, body.code]).toEqual([401, expect.stringMatching(/^auth\./)]);
      }
    },
  );

  const writing = guarded.filter((route) => 'scope' in route && route.scope === 'write');
  it.each(writing.map(({ method, path }) => [method, path] as const))(
    '%s %s wants the scope write',
    async (method, path) => {
      const { status, body } = await request(app)
        [method](filled(path))
        .set('authorization', 'Bearer ifp_reader');
      expect([status, body.code]).toEqual([403, 'refused.auth.scope']);
      expect(body.hint).toMatch(/write/);
    },
  );

  it('says why the others are open', () => {
    const open = allRoutes(deps).filter((route) => 'open' in route);
    expect(open.map(({ path }) => path)).toEqual([
      '/v1/readiness',
      '/v1/sign-in-options',
      '/v1/webhooks/github',
    ]);
  });
});

describe('services', () => {
  const as = (token: string) => ({ authorization: `Bearer ${token}` });

  it('answers in the wire format', async () => {
    const { body } = await request(app).get('/v1/services/orders').set(as('ifp_all'));
    expect(serviceSchema.parse(body)).toEqual(orders);
  });

  it('answers problem+json for one that is not there', async () => {
    const { status, type, body } = await request(app).get('/v1/services/nope').set(as('ifp_all'));
    expect([status, type]).toEqual([404, 'application/problem+json']);
    expect(body).toMatchObject({
      code: 'service.not-found',
      status: 404,
      hint: 'gaia get services',
    });
  });

  it.each([
    [{ name: 'orders', team: 'payments' }, 409, 'refused.service.name-taken'],
    [{ name: 'cart', team: 'storefront' }, 403, 'refused.service.not-your-team'],
    [{ team: 'payments' }, 422, 'request.invalid'],
    [{ name: 'cart', team: 'payments', replicas: 3 }, 422, 'request.invalid'],
    [{ name: 7, team: [] }, 422, 'request.invalid'],
  ])('refuses to create %j', async (service, status, code) => {
    const answer = await request(app).post('/v1/services').set(as('ifp_all')).send(service);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(started).toEqual([]);
  });

  it('names every problem of a bad body with its path', async () => {
    const { body } = await request(app)
      .post('/v1/services')
      .set(as('ifp_all'))
      .send({ name: 7, nope: 1 });
    expect(body.problems.map(({ path }: { path: string }) => path)).toEqual([
      'name',
      'team',
      '(root)',
    ]);
  });

  it.each([
    ['orders?team=payments', [200, 'refused.service.name-taken']],
    ['cart?team=payments', [200, undefined]],
    ['cart', [422, undefined]],
  ])('tells a form what speaks against %s', async (name, expected) => {
    const [service, query] = name.split('?');
    const { status, body } = await request(app)
      .get(`/v1/services/${service}/admission?${query ?? ''}`)
      .set(as('ifp_all'));
    expect([status, body.items?.[0]?.code]).toEqual(expected);
  });

  it.each([
    ['?tail=5', 200],
    ['', 200],
    ['?tail=-1', 422],
    ['?tail=many', 422],
    ['?environment=moon', 422],
  ])('reads logs with %s', async (query, status) => {
    const answer = await request(app).get(`/v1/services/orders/logs${query}`).set(as('ifp_all'));
    expect(answer.status).toBe(status);
  });

  it('knows no other route', async () => {
    const { status, body } = await request(app).get('/v1/nope').set(as('ifp_all'));
    expect([status, body.code]).toEqual([404, 'route.not-found']);
  });
});

describe('the cluster', () => {
  const as = { authorization: 'Bearer ifp_all' };

  it('is read in the wire format', async () => {
    const { body } = await request(app).get('/v1/cluster').set(as);
    expect(clusterSchema.parse(body)).toEqual({ isolation: { level: 'users' }, namespaces: [] });
  });

  it("refuses another team's log before it sends anything", async () => {
    const { status, type } = await request(app)
      .get('/v1/cluster/pods/storefront-dev/shop/log')
      .set(as);
    expect([status, type]).toEqual([403, 'application/problem+json']);
  });
});
