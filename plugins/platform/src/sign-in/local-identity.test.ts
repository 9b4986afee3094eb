import { expiryOf, LocalIdentity } from './local-identity';

const encode = (value: object) => btoa(JSON.stringify(value)).replace(/=+$/, '');
const tokenOf = (claims: object) => `${encode({ alg: 'ES256' })}.${encode(claims)}.signature`;

function answer(token: string): Response {
  const body = {
    profile: { displayName: 'Ana' },
    backstageIdentity: {
      token,
      identity: {
        type: 'user',
        userEntityRef: 'user:default/ana',
        ownershipEntityRefs: ['user:default/ana', 'group:default/payments'],
      },
    },
  };
  return { ok: true, json: async () => body } as Response;
}

function identityWith(ask: typeof fetch, now: () => number, onSignOut = () => {}) {
  return new LocalIdentity({
    discoveryApi: { getBaseUrl: async (plugin) => `http://portal/api/${plugin}` },
    user: 'ana',
    onSignOut,
    fetch: ask,
    now,
  });
}

it('asks the provider "local" for a session and keeps it until shortly before its end', async () => {
  let now = 0;
  const tokens = [tokenOf({ exp: 3600 }), tokenOf({ exp: 7200 })];
  const ask = jest.fn(async () => answer(tokens.shift() ?? ''));
  const identity = identityWith(ask as typeof fetch, () => now);
  await identity.start();
  const first = await identity.getCredentials();
  now = 3_200_000;
  expect(await identity.getCredentials()).toEqual(first);
  now = 3_400_000;
  expect(await identity.getCredentials()).not.toEqual(first);
  expect(ask.mock.calls).toHaveLength(2);
  expect(ask.mock.calls[0]).toEqual([
    'http://portal/api/auth/local/refresh?user=ana',
    { headers: { 'x-requested-with': 'XMLHttpRequest' }, credentials: 'include' },
  ]);
  expect((await identity.getBackstageIdentity()).userEntityRef).toBe('user:default/ana');
  expect((await identity.getProfileInfo()).displayName).toBe('Ana');
});

it('asks once for callers that come at the same moment', async () => {
  const ask = jest.fn(async () => answer(tokenOf({ exp: 3600 })));
  const identity = identityWith(ask as typeof fetch, () => 0);
  await Promise.all([identity.getCredentials(), identity.getProfileInfo(), identity.start()]);
  expect(ask).toHaveBeenCalledTimes(1);
});

it('passes on why the platform refuses, and asks again the next time', async () => {
  const refusal = {
    ok: false,
    status: 404,
    statusText: 'Not Found',
    text: async () => JSON.stringify({ code: 'user_not_found', detail: 'There is no user "ana".' }),
  } as Response;
  const answers = [refusal, answer(tokenOf({ exp: 3600 }))];
  const identity = identityWith((async () => answers.shift()) as typeof fetch, () => 0);
  await expect(identity.start()).rejects.toMatchObject({ code: 'user_not_found' });
  await expect(identity.start()).resolves.toBeUndefined();
});

it.each([
  [tokenOf({ exp: 12 }), 12_000],
  [tokenOf({}), undefined],
  ['no-jwt', undefined],
  ['a.%.c', undefined],
])('reads the expiry of %s', (token, expected) => {
  expect(expiryOf(token)).toBe(expected);
});
