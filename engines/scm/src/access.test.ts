import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Caller } from '@infraforge/kernel';
import { type Access, accessToOrganization, accessToRepository, allows } from './access.ts';

const ana: Caller = {
  subject: 'user:default/ana',
  groups: ['payments'],
  role: 'member',
  scopes: undefined,
  via: 'git',
};
const admin: Caller = { ...ana, subject: 'user:default/admin', groups: [], role: 'admin' };

test('a team administers its own organisation, an admin all, others read', () => {
  const table: readonly [Caller | undefined, string, Access][] = [
    [ana, 'payments', 'administer'],
    [ana, 'Payments', 'administer'],
    [ana, 'storefront', 'read'],
    [admin, 'storefront', 'administer'],
    [{ ...ana, scopes: ['read'] }, 'payments', 'read'],
    [{ ...ana, scopes: ['write'] }, 'payments', 'administer'],
    [{ ...admin, scopes: ['read'] }, 'payments', 'read'],
    [{ ...ana, scopes: [] }, 'payments', 'none'],
    [undefined, 'payments', 'none'],
  ];
  for (const [caller, login, expected] of table) {
    assert.equal(accessToOrganization(caller, login), expected, `${caller?.subject} ${login}`);
  }
});

test('a private repository is there for its owners only', () => {
  const shop = { owner: 'storefront', visibility: 'private' } as const;
  assert.equal(accessToRepository(ana, shop, true), 'none');
  assert.equal(accessToRepository(admin, shop, true), 'administer');
  assert.equal(accessToRepository(undefined, shop, true), 'none');
  assert.equal(accessToRepository(ana, { ...shop, owner: 'payments' }, true), 'administer');
});

test('readers without a token see what is not private, where that is allowed', () => {
  for (const visibility of ['public', 'internal'] as const) {
    const repository = { owner: 'payments', visibility };
    assert.equal(accessToRepository(undefined, repository, true), 'read');
    assert.equal(accessToRepository(undefined, repository, false), 'none');
  }
});

test('access is ordered', () => {
  assert.ok(allows('administer', 'write') && allows('write', 'read') && allows('read', 'read'));
  assert.ok(!allows('read', 'write') && !allows('none', 'read') && !allows('write', 'administer'));
});
