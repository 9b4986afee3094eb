import type { Caller } from '@infraforge/kernel';
import {
  branchOf,
  decideRefChange,
  type RefChange,
  type Repository,
  ZERO_ID,
} from '@infraforge/scm';
import type { ForgeContext } from './context.ts';
import { refusal } from './http/refusal.ts';

/**
 * Throws `forge.unprocessable` when branch protection refuses a change of a ref. Its objects are in the repository
 * already, or `after` is undefined: a commit that will be made on top of `before`.
 */
export async function refuseByProtection(
  context: ForgeContext,
  repository: Repository,
  caller: Caller,
  change: Omit<RefChange, 'after'> & { readonly after: string | undefined },
): Promise<void> {
  const branch = branchOf(change.ref);
  const rule =
    branch === undefined ? undefined : await context.store.protection(repository.id, branch);
  // What comes on top is neither a deletion nor a force push, whatever its id will be.
  const decision = decideRefChange(
    { ...change, after: change.after ?? change.before },
    rule,
    caller,
  );
  if (decision.outcome === 'refused') throw refusal('conflict', decision.reason);
  if (!decision.fastForwardOnly || change.after === undefined || change.before === ZERO_ID) return;
  if (await context.repositories.isAncestor(repository.id, change.before, change.after)) return;
  throw refusal('unprocessable', `Cannot force-push to the protected branch ${branch}`);
}
