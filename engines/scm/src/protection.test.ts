import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Caller } from '@infraforge/kernel';
import { ZERO_ID } from './names.ts';
import { decideRefChange } from './protection.ts';
import type { BranchProtection } from './types.ts';

const ana: Caller = {
  subject: 'user:default/ana',
  groups: ['payments'],
  role: 'member',
  scopes: undefined,
  via: 'git',
};
const admin: Caller = { ...ana, subject: 'user:default/admin', role: 'admin' };
const one = '1'.repeat(40);
const two = '2'.repeat(40);
const update = { ref: 'refs/heads/main', before: one, after: two };
const deletion = { ...update, after: ZERO_ID };

function protection(patch: Partial<BranchProtection>): BranchProtection {
  return {
    repositoryId: 1,
    branch: 'main',
    allowForcePushes: false,
    allowDeletions: false,
    enforceAdmins: false,
    requiredApprovals: undefined,
    document: {},
    ...patch,
  };
}

test('a branch without protection is free', () => {
  const free = { outcome: 'allowed', fastForwardOnly: false };
  assert.deepEqual(decideRefChange(update, undefined, ana), free);
  assert.deepEqual(decideRefChange(deletion, undefined, ana), free);
  assert.deepEqual(decideRefChange({ ...update, before: ZERO_ID }, protection({}), ana), free);
});

test('a protected branch goes forward only and stays', () => {
  for (const caller of [ana, admin]) {
    assert.deepEqual(decideRefChange(update, protection({}), caller), {
      outcome: 'allowed',
      fastForwardOnly: true,
    });
    assert.equal(decideRefChange(deletion, protection({}), caller).outcome, 'refused');
    const open = protection({ allowDeletions: true, allowForcePushes: true });
    assert.equal(decideRefChange(deletion, open, caller).outcome, 'allowed');
    assert.deepEqual(decideRefChange(update, open, caller), {
      outcome: 'allowed',
      fastForwardOnly: false,
    });
  }
});

test('where reviews are required, direct pushes are for admins unless they are bound too', () => {
  const reviewed = protection({ requiredApprovals: 1 });
  assert.equal(decideRefChange(update, reviewed, ana).outcome, 'refused');
  assert.equal(decideRefChange(update, reviewed, admin).outcome, 'allowed');
  const strict = protection({ requiredApprovals: 0, enforceAdmins: true });
  assert.equal(decideRefChange(update, strict, admin).outcome, 'refused');
});

test('those whom the rule names push directly', () => {
  for (const allowances of [{ users: ['Ana'] }, { teams: ['payments'] }]) {
    const document = {
      required_pull_request_reviews: { bypass_pull_request_allowances: allowances },
    };
    const rule = protection({ requiredApprovals: 1, document });
    assert.equal(decideRefChange(update, rule, ana).outcome, 'allowed');
    assert.equal(
      decideRefChange(update, rule, { ...ana, subject: 'user:default/dev', groups: [] }).outcome,
      'refused',
    );
  }
});

test('refs of the forge itself are not for users', () => {
  for (const ref of ['refs/pull/1/head', 'refs/infraforge/x', 'HEAD']) {
    assert.equal(decideRefChange({ ...update, ref }, undefined, admin).outcome, 'refused');
  }
});
