import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { orders } from '../testing/example-world.ts';
import {
  type Override,
  type PlatformDouble,
  startPlatformDouble,
  validToken,
} from '../testing/platform-double.ts';
import { runGaia } from '../testing/run-gaia.ts';
import { loginFile, readLogins } from './login-store.ts';
import { resolveServerAccess } from './server-access.ts';

let platform: PlatformDouble;
let home: string;
before(async () => {
  platform = await startPlatformDouble({ services: [orders] });
  home = mkdtempSync(join(tmpdir(), 'gaia-access-'));
});
after(async () => {
  rmSync(home, { recursive: true, force: true });
  await platform.close();
});

function write(path: string, value: unknown): void {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, JSON.stringify(value));
}

test('flags win over the environment, that over the login, that over the checkout', () => {
  const local = join(home, 'order', '.infraforge');
  const context = { env: { HOME: join(home, 'order') }, dataDirectory: () => local };
  const env = { ...context.env, GAIA_SERVER: 'env.example:1', GAIA_TOKEN: 'env' };
  const seen = (flags = {}, environment: Readonly<Record<string, string>> = context.env) => {
    const {
      server,
      token,
      local: isLocal,
    } = resolveServerAccess({ ...context, env: environment }, flags);
    return [server, token, isLocal];
  };
  assert.deepEqual(seen(), ['http://localhost:7007', undefined, true]);
  write(join(local, 'credentials'), { server: 'http://localhost:8007', token: 'admin' });
  assert.deepEqual(seen(), ['http://localhost:8007', 'admin', true]);
  write(loginFile(context), {
    current: 'https://prod.example',
    servers: { 'https://prod.example': { token: 'prod' } },
  });
  assert.deepEqual(seen(), ['https://prod.example', 'prod', false]);
  assert.deepEqual(seen({}, env), ['http://env.example:1', 'env', false]);
  assert.deepEqual(seen({ server: 'https://flag.example/', token: 'flag' }, env), [
    'https://flag.example',
    'flag',
    false,
  ]);
});

test('a stored token goes to its own server only', () => {
  const context = {
    env: { HOME: join(home, 'order') },
    dataDirectory: () => join(home, 'order', '.infraforge'),
  };
  const other = resolveServerAccess(context, { server: 'https://evil.example' });
  assert.equal(other.token, undefined);
});

test('an address that is none is refused with where it came from', async () => {
  const ran = await runGaia(['get', 'services', '--server', 'ftp://x'], undefined);
  assert.equal(ran.code, 1);
  assert.match(ran.stderr, /^error: "ftp:\/\/x" \(from --server\) is no address\.\ndo: /);
});

test('login checks the token, stores it for its owner only, and --local goes back', async () => {
  const env = { HOME: join(home, 'login') };
  const context = { env, dataDirectory: () => join(home, 'login', '.infraforge') };
  const login = ['login', '--server', platform.url];
  const wrong = await runGaia([...login, '--token', 'no'], undefined, { env });
  assert.equal(wrong.code, 1);
  assert.deepEqual(readLogins(context), { servers: {} });

  const right = await runGaia([...login, '--token', validToken], undefined, { env });
  assert.equal(right.stdout, `Logged in to ${platform.url} as Ana (member, payments).\n`);
  assert.equal(statSync(loginFile(context)).mode & 0o777, 0o600);
  const get = await runGaia(['get', 'svc', '-o', 'name'], undefined, { env });
  assert.equal(get.stdout, 'service/orders\n');

  await runGaia(['login', '--local'], undefined, { env });
  assert.equal(resolveServerAccess(context, {}).server, 'http://localhost:7007');
});

test('without a terminal and without a token login says how to give one', async () => {
  const ran = await runGaia(['login', '--server', platform.url], undefined, {
    env: { HOME: join(home, 'none') },
  });
  assert.equal(ran.code, 1);
  assert.match(ran.stderr, /There is no token for .*\ndo: {4}Give one with --token or GAIA_TOKEN/);
});

test('a platform that is away', async () => {
  const env = { HOME: home };
  const local = await runGaia(['get', 'services', '--server', 'localhost:7007'], undefined, {
    env,
    signal: AbortSignal.timeout(5_000),
  });
  if (local.code === 1) {
    assert.match(
      local.stderr,
      /The platform does not answer at http:\/\/localhost:7007\.[\s\S]*Start it with `make up` or `gaia up`\.|token/,
    );
  }
  const away = await runGaia(['get', 'services'], 'http://127.0.0.1:1');
  assert.equal(away.code, 1);
  assert.match(away.stderr, /^error: The platform does not answer at http:\/\/127\.0\.0\.1:1\.\n/);
  assert.match(away.stderr, /\ndo: {4}Check the address \(it is from GAIA_SERVER\)/);
});

test('a platform that dies while it answers', async (context) => {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
    response.write('{"items":', () => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  context.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const ran = await runGaia(['get', 'services'], `http://127.0.0.1:${port}`);
  assert.equal(ran.code, 1);
  assert.match(ran.stderr, /^error: The platform does not answer at http:\/\/127\.0\.0\.1:\d+\.\n/);
});

const answers: readonly {
  readonly what: string;
  readonly override: Override;
  readonly code: number;
  readonly stderr: RegExp;
}[] = [
  {
    what: '401',
    override: { problem: { status: 401, code: 'auth.invalid', detail: 'It has expired.' } },
    code: 1,
    stderr: /does not accept your token: It has expired\.\ndo: {4}Log in with `gaia login --server/,
  },
  {
    what: '403 that a rule gave',
    override: {
      problem: {
        status: 403,
        code: 'refused.service.not-your-team',
        detail: 'ana is not a member of storefront.',
        hint: 'Choose a team of yours.',
        instance: 'urn:infraforge:error:1',
      },
    },
    code: 3,
    stderr:
      /^error: ana is not a member of storefront\.\ndo: {4}Choose a team of yours\.\nid: {4}refused\.service\.not-your-team {2}urn:infraforge:error:1\n$/,
  },
  {
    what: '403 of a policy',
    override: { problem: { status: 403, code: 'policy.no-latest', detail: 'No.' } },
    code: 3,
    stderr: /^error: No\.\nid: {4}policy\.no-latest\n$/,
  },
  {
    what: '422 with every problem',
    override: {
      problem: {
        status: 422,
        code: 'request.invalid',
        detail: 'The service is not valid.',
        problems: [
          { code: 'a', message: 'Too long.', path: 'name', hint: 'At most 40 letters.' },
          { code: 'b', message: 'Unknown.', path: 'team' },
        ],
      },
    },
    code: 1,
    stderr:
      /is not valid\.\n {2}\(name\): Too long\.\n {4}At most 40 letters\.\n {2}\(team\): Unknown\.\n/,
  },
  {
    what: '500 without a document',
    override: { raw: '<html>', status: 502, type: 'text/html' },
    code: 1,
    stderr: /answered 502, and not as a platform does\.\ndo: {4}It may still be starting/,
  },
  {
    what: '404 of somebody else',
    override: { raw: 'Not found', status: 404, type: 'text/plain' },
    code: 1,
    stderr: /answered 404, and not as a platform does\./,
  },
  {
    what: 'something that is no JSON',
    override: { raw: '<html>', status: 200, type: 'text/html' },
    code: 1,
    stderr: /answered with something that is no JSON\./,
  },
  {
    what: 'an answer that breaks off',
    override: { hangUp: true },
    code: 1,
    stderr: /^error: The platform does not answer at/,
  },
  {
    what: 'text that steers the terminal',
    override: { problem: { status: 400, code: 'x.y', detail: '\u001b[2Jgone\u0007' } },
    code: 1,
    // biome-ignore lint/suspicious/noControlCharactersInRegex: their absence is what is shown
    stderr: /^[^\u001b\u0007]*gone[^\u001b\u0007]*$/,
  },
];

for (const { what, override, code, stderr } of answers) {
  test(`the platform answers: ${what}`, async () => {
    platform.world.overrides['GET /services'] = [override];
    const ran = await runGaia(['get', 'services'], platform.url);
    assert.equal(ran.code, code);
    assert.equal(ran.stdout, '');
    assert.match(ran.stderr, stderr);
  });
}

test('without a token the answer says so', async () => {
  const ran = await runGaia(['get', 'services'], platform.url, {
    env: { HOME: home, GAIA_SERVER: platform.url },
  });
  assert.equal(ran.code, 1);
  assert.match(ran.stderr, /there is no token for it/);
});
