import { randomUUID } from 'node:crypto';
import type { Caller } from '@infraforge/kernel';
import type { Hook, Repository } from '@infraforge/scm';
import type { ForgeContext, ForgeEvent } from '../context.ts';
import { accountJson, loginOf, organizationJson } from '../views/account.ts';
import { repositoryJson } from '../views/repository.ts';

/**
 * Stores an event for every hook that asked for it and wakes the delivery. When this ends, a crash loses no delivery.
 */
export async function emit(
  context: ForgeContext,
  repository: Repository,
  caller: Caller,
  name: Exclude<ForgeEvent['name'], 'ping'>,
  members: Readonly<Record<string, unknown>>,
): Promise<void> {
  const hooks = await context.store.hooksFor(repository);
  const wanted = hooks.filter((hook) => hook.active && wants(hook, name));
  const payload = { ...members, ...(await commonMembers(context, repository, caller)) };
  const createdAt = context.clock.now();
  const deliveries = wanted.map((hook) => ({
    ...{ id: randomUUID(), hookId: hook.id, event: name, payload, createdAt },
  }));
  if (deliveries.length > 0) await context.store.insertDeliveries(deliveries);
  context.wakeDelivery();
  context.onEvent?.({ name, payload });
}

function wants(hook: Hook, event: string): boolean {
  return hook.events.includes(event) || hook.events.includes('*');
}

async function commonMembers(context: ForgeContext, repository: Repository, caller: Caller) {
  const organization = await context.store.organization(repository.owner);
  return {
    repository: repositoryJson(context, repository, 'read'),
    ...(organization ? { organization: organizationJson(context, organization) } : {}),
    sender: accountJson(context, loginOf(caller.subject), 'User'),
  };
}
