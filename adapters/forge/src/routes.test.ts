import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import type { Route } from './http/route.ts';
import { routes } from './routes.ts';
import { type Answer, type ForgeUnderTest, startTestForge } from './testing/forge-under-test.ts';

let forge: ForgeUnderTest;
before(async () => {
  forge = await startTestForge();
  for (const [name, visibility] of [
    ['shop', 'internal'],
    ['vault', 'private'],
  ]) {
    const json = { name, visibility, auto_init: true };
    const made = await forge.call('POST', '/api/v3/orgs/storefront/repos', { as: 'carla', json });
    assert.equal(made.status, 201);
  }
});
after(() => forge.stop());

const VALUES: Readonly<Record<string, string>> = {
  ...{
    owner: 'storefront',
    org: 'storefront',
    team: 'storefront',
    branch: 'main',
    ref: 'heads/main',
  },
  ...{ path: 'README.md', name: 'ana', number: '1', id: '1', rest: 'main', range: 'main...main' },
};

function call(route: Route, repository: string, as: string | undefined): Promise<Answer> {
  const path = route.path.replace(/[:*](\w+)/g, (_, name) =>
    name === 'repo' ? repository : (VALUES[name] ?? 'x'),
  );
  const isGit = path.includes('info/refs');
  return forge.call(route.method, isGit ? `${path}?service=git-upload-pack` : path, {
    as,
    ...(route.method === 'GET' ? {} : { json: {} }),
  });
}

const label = (route: Route) => `${route.method} ${route.path}`;
const changes = routes.filter((route) => route.method !== 'GET');
const writing = changes.filter((route) => route.on !== 'forge' && route.access !== 'read');

test('every route that changes something needs a right to it', () => {
  const free = changes.filter((route) => !writing.includes(route)).map(label);
  assert.deepEqual(free, [
    'POST /:owner/:repo/git-upload-pack',
    'POST /api/v3/user/repos',
    'POST /api/graphql',
    'POST /api/v3/graphql',
  ]);
  assert.ok(writing.length > 40);
});

test('no writing route lets in somebody without a token, of another team, or with a token for reading', async () => {
  const before = await snapshot();
  for (const route of writing) {
    assert.equal((await call(route, 'shop', undefined)).status, 401, label(route));
    assert.equal((await call(route, 'shop', 'nobody')).status, 401, label(route));
    assert.equal((await call(route, 'shop', 'ana')).status, 403, label(route));
    assert.equal((await call(route, 'shop', 'carla-read')).status, 403, label(route));
  }
  assert.deepEqual(await snapshot(), before);
});

test('a private repository is not there for others, on every route', async () => {
  for (const route of routes.filter(({ on }) => on === 'repository')) {
    assert.equal((await call(route, 'vault', 'ana')).status, 404, label(route));
    const { status } = await call(route, 'vault', undefined);
    const expected =
      route.path.startsWith('/:owner') && !/git-|info/.test(route.path) && route.method === 'GET'
        ? 404
        : 401;
    assert.equal(status, expected, label(route));
  }
});

test('GraphQL needs a token too, and shows and changes only what its caller may', async () => {
  const query = '{ repository(owner: "storefront", name: "vault") { name } }';
  assert.equal((await forge.call('POST', '/api/graphql', { json: { query } })).status, 401);
  const hidden = await forge.call('POST', '/api/graphql', { as: 'ana', json: { query } });
  assert.deepEqual(hidden.json, { data: { repository: null } });
  const shown = await forge.call('POST', '/api/graphql', { as: 'carla', json: { query } });
  assert.equal(shown.json.data.repository.name, 'vault');

  const shop = await forge.store.repository('storefront', 'shop');
  const head = await forge.repositories.resolve(shop?.id ?? 0, 'main');
  const mutation = `mutation($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }`;
  const input = {
    branch: { repositoryNameWithOwner: 'storefront/shop', branchName: 'main' },
    message: { headline: 'x' },
    fileChanges: { additions: [{ path: 'x', contents: '' }] },
    expectedHeadOid: head,
  };
  for (const as of ['ana', 'carla-read']) {
    const answer = await forge.call('POST', '/api/graphql', {
      as,
      json: { query: mutation, variables: { input } },
    });
    assert.equal(answer.json.errors[0].type, 'FORBIDDEN');
  }
  assert.equal(await forge.repositories.resolve(shop?.id ?? 0, 'main'), head);
});

test('requests from elsewhere are refused', async () => {
  // Over a socket: fetch sets its own Host.
  const { status } = await rawRequest(
    forge.url,
    'GET /storefront/shop HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
  );
  assert.equal(status, 403);
  const foreign = await forge.call('PUT', '/api/v3/repos/storefront/shop/topics', {
    ...{ as: 'carla', json: { names: ['x'] }, headers: { origin: 'https://evil.example' } },
  });
  assert.equal(foreign.status, 403);
});

async function rawRequest(url: string, text: string): Promise<{ status: number }> {
  const { port } = new URL(url);
  const socket = connect(Number(port), '127.0.0.1');
  socket.end(text);
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk);
  return { status: Number(Buffer.concat(chunks).toString().split(' ')[1]) };
}

async function snapshot() {
  const repositories = await forge.store.repositories('storefront');
  const refs = await Promise.all(repositories.map(({ id }) => forge.repositories.refs(id)));
  const hooks = await forge.store.hooks('storefront', undefined);
  return { repositories, refs: refs.map((map) => [...map]), hooks };
}
