import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Caller } from '@infraforge/kernel';
import { fixedClock } from '@infraforge/kernel';
import { createAuthenticator } from './authenticate.ts';
import type { TokenStore } from './ports.ts';
import { readDirectory } from './read-directory.ts';
import { mayActFor } from './rights.ts';
import { hashSecret, mintToken, parseToken } from './token.ts';
import type { StoredToken } from './types.ts';

const directory = readDirectory([
  {
    kind: 'Group',
    metadata: { name: 'payments', labels: { 'infraforge.io/tenant': 'true' } },
    spec: { type: 'team', members: ['ben'] },
  },
  {
    kind: 'Group',
    metadata: { name: 'platform-team', labels: { 'infraforge.io/administrators': 'true' } },
    spec: { type: 'team' },
  },
  { kind: 'Group', metadata: { name: 'engineering' }, spec: { type: 'department' } },
  {
    kind: 'User',
    metadata: { name: 'ana' },
    spec: { memberOf: ['group:default/payments'], profile: { displayName: 'Ana' } },
  },
  { kind: 'User', metadata: { name: 'ben' }, spec: {} },
  { kind: 'User', metadata: { name: 'admin' }, spec: { memberOf: ['platform-team'] } },
  { kind: 'Component', metadata: { name: 'x' }, spec: {} },
  'not an entity',
]);

test('teams are the groups that are tenants, with the members of both sides', () => {
  assert.deepEqual(directory.teams(), [
    { name: 'payments', title: 'payments', members: ['ana', 'ben'] },
  ]);
  assert.equal(directory.person('ana')?.title, 'Ana');
  assert.equal(directory.person('admin')?.role, 'admin');
  assert.equal(directory.person('nobody'), undefined);
});

const random = Uint8Array.from({ length: 40 }, (_, index) => index);

test('a minted token parses to its parts, anything shorter to nothing', () => {
  const { token, id, secret } = mintToken(random);
  assert.deepEqual(parseToken(token), { id, secret });
  for (const bad of [
    '',
    'ifp_',
    token.slice(0, -1),
    `${token}0`,
    token.toUpperCase(),
    ` ${token}`,
  ]) {
    assert.equal(parseToken(bad), undefined, bad);
  }
});

const minted = mintToken(random);
const stored = (patch: Partial<StoredToken>): TokenStore => ({
  find: async (id) =>
    id === minted.id
      ? {
          id,
          secretHash: hashSecret(minted.secret),
          subject: 'user:default/ana',
          description: '',
          scopes: undefined,
          createdAt: new Date(0),
          expiresAt: undefined,
          ...patch,
        }
      : undefined,
  insert: async () => {},
  list: async () => [],
  remove: async () => false,
});

const clock = fixedClock('2026-11-24T10:00:00Z');
const other = mintToken(Uint8Array.from({ length: 40 }, () => 7));
const wrongSecret = `ifp_${minted.id}_${other.secret}`;

const attempts: readonly [string, Partial<StoredToken>, string, boolean][] = [
  ['the right one', {}, minted.token, true],
  ['an unknown id', {}, other.token, false],
  ['a wrong secret', {}, wrongSecret, false],
  ['expired', { expiresAt: new Date('2026-11-24T10:00:00Z') }, minted.token, false],
  ['not yet expired', { expiresAt: new Date('2026-11-24T10:00:01Z') }, minted.token, true],
  ['of a person who left', { subject: 'user:default/nobody' }, minted.token, false],
];

for (const [name, patch, token, accepted] of attempts) {
  test(`a token that is ${name} is ${accepted ? 'accepted' : 'refused'}`, async () => {
    const authenticator = createAuthenticator({
      tokens: stored(patch),
      directory: () => directory,
      clock,
    });
    assert.equal((await authenticator.byToken(token, 'cli')) !== undefined, accepted);
  });
}

test('only members and administrators act for a team, and only with the scope', () => {
  const ana: Caller = {
    subject: 'user:default/ana',
    groups: ['payments'],
    role: 'member',
    scopes: undefined,
    via: 'cli',
  };
  assert.equal(mayActFor(ana, 'payments'), true);
  assert.equal(mayActFor(ana, 'storefront'), false);
  assert.equal(mayActFor({ ...ana, scopes: ['read'] }, 'payments'), false);
  assert.equal(mayActFor({ ...ana, groups: [], role: 'admin' }, 'storefront'), true);
});
