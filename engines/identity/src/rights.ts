import type { Caller } from '@infraforge/kernel';

/** True when the caller may change what belongs to the team: its members and the platform's administrators. */
export function mayActFor(caller: Caller, team: string): boolean {
  return allows(caller, 'write') && (caller.role === 'admin' || caller.groups.includes(team));
}

/** True when the caller's token covers the scope; a caller without scopes has all that its subject has. */
export function allows(caller: Caller, scope: 'read' | 'write'): boolean {
  return caller.scopes === undefined || caller.scopes.includes(scope);
}
