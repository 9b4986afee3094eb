import type { Caller, Platform } from '@infraforge/platform';
import { createLocalAuthenticator } from './authenticator';

const ana: Caller = {
  subject: 'user:default/ana',
  groups: ['payments'],
  role: 'member',
  scopes: undefined,
  via: 'portal',
};

const podPort = 40_001;

const platform = {
  isPodConnection: async ({ clientPort }: { clientPort: number }) => clientPort === podPort,
  identity: {
    bySubject: (subject: string) => (subject === ana.subject ? ana : undefined),
    byToken: async (token: string) =>
      new Map<string, Caller>([
        ['ifp_good', ana],
        ['ifp_reader', { ...ana, scopes: ['read'] }],
      ]).get(token),
    allows: ({ scopes }: Caller, scope: 'write') => !scopes || scopes.includes(scope),
    person: (name: string) => ({ name, title: 'Ana Ruiz', email: 'ana@example.com' }),
  },
} as unknown as Platform;

const authenticator = createLocalAuthenticator(platform);

function signIn(
  headers: Readonly<Record<string, string>>,
  user?: string,
  remoteAddress = '127.0.0.1',
  remotePort = 40_000,
) {
  const req = {
    query: user === undefined ? {} : { user },
    get: (name: string) => headers[name],
    socket: { remoteAddress, remotePort, localPort: 7007 },
  };
  return authenticator.authenticate({ req: req as never }, undefined);
}

const portal = { host: 'localhost:7007', 'x-requested-with': 'XMLHttpRequest' };

describe('signing in as a local user', () => {
  it.each(['localhost:7007', '127.0.0.1:7007', '[::1]:7007', 'backstage.localhost:8880'])(
    'works under %s',
    async (host) => {
      await expect(signIn({ ...portal, host }, 'ana')).resolves.toEqual({ result: ana });
    },
  );

  it.each([
    ['a rebound DNS name', { ...portal, host: 'evil.example.com' }, 'ana', /this machine only/],
    ['no host', { 'x-requested-with': 'XMLHttpRequest' }, 'ana', /this machine only/],
    ['a plain link', { host: 'localhost:7007' }, 'ana', /from the portal/],
    ['somebody who is not there', portal, 'nobody', /no person "nobody"/],
    ['a name that is a path', portal, '../ana', /no person/],
  ])('is refused for %s', async (_name, headers, user, message) => {
    await expect(signIn(headers as Record<string, string>, user)).rejects.toThrow(message);
  });
});

it('is refused from another machine, whatever its headers say', async () => {
  await expect(signIn(portal, 'ana', '10.0.0.7')).rejects.toThrow(/this machine only/);
});

it('is refused for a pod, although it runs on this machine', async () => {
  await expect(signIn(portal, 'ana', '127.0.0.1', podPort)).rejects.toThrow(/service cannot/);
});

describe('exchanging a platform token', () => {
  it('does not make more of a token that may only read', async () => {
    await expect(signIn({ authorization: 'Bearer ifp_reader' })).rejects.toThrow(/only read/);
  });

  it('makes a session of its owner', async () => {
    await expect(signIn({ authorization: 'Bearer ifp_good' })).resolves.toEqual({ result: ana });
  });

  it('never falls back to a named user', async () => {
    await expect(signIn({ ...portal, authorization: 'Bearer ifp_bad' }, 'ana')).rejects.toThrow(
      /unknown or has expired/,
    );
  });
});

it('shows the name of the catalog', async () => {
  await expect(authenticator.defaultProfileTransform(ana, {} as never)).resolves.toEqual({
    profile: { displayName: 'Ana Ruiz', email: 'ana@example.com' },
  });
});
