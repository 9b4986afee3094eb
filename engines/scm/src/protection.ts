import type { Caller } from '@infraforge/kernel';
import { branchOf, isUserRef, ZERO_ID } from './names.ts';
import type { BranchProtection, RefChange } from './types.ts';

export type RefDecision =
  | {
      readonly outcome: 'allowed' /** Only if it is a fast-forward. */;
      readonly fastForwardOnly: boolean;
    }
  | { readonly outcome: 'refused'; readonly reason: string };

/**
 * Whether a caller who may write a repository may make this change of a ref. Rules of GitHub's classic branch
 * protection: force pushes and deletions are refused for everybody unless allowed; where reviews are required nobody
 * pushes directly but those whom the rule names, and admins unless `enforceAdmins`. Making a branch is always allowed.
 * Whether a change is a fast-forward is not known before its objects are there: `fastForwardOnly` says it must be.
 */
export function decideRefChange(
  change: RefChange,
  protection: BranchProtection | undefined,
  caller: Caller,
): RefDecision {
  if (!isUserRef(change.ref)) {
    return refuse(`${change.ref} cannot be written: push branches, tags or notes`);
  }
  const branch = branchOf(change.ref);
  if (branch === undefined || protection === undefined || change.before === ZERO_ID) return FREE;
  if (change.after === ZERO_ID) {
    if (protection.allowDeletions) return FREE;
    return refuse(`Cannot delete the protected branch ${branch}`);
  }
  if (needsPullRequest(protection, caller)) {
    return refuse(`Changes to ${branch} must be made through a pull request`);
  }
  return { outcome: 'allowed', fastForwardOnly: !protection.allowForcePushes };
}

const FREE: RefDecision = { outcome: 'allowed', fastForwardOnly: false };

function refuse(reason: string): RefDecision {
  return { outcome: 'refused', reason };
}

function needsPullRequest(protection: BranchProtection, caller: Caller): boolean {
  if (protection.requiredApprovals === undefined) return false;
  if (caller.role === 'admin' && !protection.enforceAdmins) return false;
  return !mayBypass(protection.document, caller);
}

/** `required_pull_request_reviews.bypass_pull_request_allowances` names users and teams that push directly. */
function mayBypass(document: Readonly<Record<string, unknown>>, caller: Caller): boolean {
  const allowances = member(
    member(document, 'required_pull_request_reviews'),
    'bypass_pull_request_allowances',
  );
  const login = caller.subject.split('/').at(-1) ?? '';
  return (
    names(member(allowances, 'users')).includes(login.toLowerCase()) ||
    caller.groups.some((group) => names(member(allowances, 'teams')).includes(group.toLowerCase()))
  );
}

function member(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return (value as Readonly<Record<string, unknown>>)[key];
}

function names(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.filter((name) => typeof name === 'string').map((name) => name.toLowerCase());
}
