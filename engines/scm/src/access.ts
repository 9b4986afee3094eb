import type { Caller } from '@infraforge/kernel';
import type { Repository } from './types.ts';

/** What may be done with a repository or an organisation; each includes those before it. */
export type Access = 'none' | 'read' | 'write' | 'administer';

const RANK: Readonly<Record<Access, number>> = { none: 0, read: 1, write: 2, administer: 3 };

/**
 * What a caller may do in an organisation. The members of a team own its organisation and administer it; the role admin
 * administers all. A token limited to `read` never writes. Others read what is not private.
 */
export function accessToOrganization(caller: Caller | undefined, login: string): Access {
  if (caller === undefined || !allowsReading(caller)) return 'none';
  if (!owns(caller, login)) return 'read';
  return allowsWriting(caller) ? 'administer' : 'read';
}

/**
 * What a caller may do with a repository. A private one is there for its owners only; `anonymousRead` opens the others
 * to readers without a token (a forge on the laptop's loopback).
 */
export function accessToRepository(
  caller: Caller | undefined,
  repository: Pick<Repository, 'owner' | 'visibility'>,
  anonymousRead: boolean,
): Access {
  if (caller === undefined) {
    return anonymousRead && repository.visibility !== 'private' ? 'read' : 'none';
  }
  if (repository.visibility === 'private' && !owns(caller, repository.owner)) return 'none';
  return accessToOrganization(caller, repository.owner);
}

/** True when `access` includes `wanted`. */
export function allows(access: Access, wanted: Access): boolean {
  return RANK[access] >= RANK[wanted];
}

function owns(caller: Caller, login: string): boolean {
  return (
    caller.role === 'admin' ||
    caller.groups.some((group) => group.toLowerCase() === login.toLowerCase())
  );
}

function allowsReading(caller: Caller): boolean {
  return caller.scopes === undefined || caller.scopes.length > 0;
}

function allowsWriting(caller: Caller): boolean {
  return caller.scopes === undefined || caller.scopes.includes('write');
}
