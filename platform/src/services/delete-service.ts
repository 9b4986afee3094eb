import { mayActFor, nameOf } from '@infraforge/identity';
import type { Caller } from '@infraforge/kernel';
import { PlatformError } from '@infraforge/kernel';
import type { RegisteredService } from '@infraforge/services';
import type { PlatformContext } from '../context.ts';

/**
 * Starts the removal of a service: marks it and archives its repository, from which everything else follows
 * (GitOps removes what runs, `superviseServices` the catalog entity and the name). May be called again.
 * Throws `service.not-found` and `refused.service.not-your-team`.
 */
export async function deleteService(
  context: PlatformContext,
  caller: Caller,
  name: string,
): Promise<RegisteredService> {
  const service = await context.register.find(name);
  if (!service) throw serviceNotFound(name);
  if (!mayActFor(caller, service.team)) {
    throw new PlatformError(
      'refused.service.not-your-team',
      `${nameOf(caller.subject)} may not delete "${name}": it belongs to ${service.team}.`,
      { hint: `Ask a member of ${service.team}.` },
    );
  }
  const marked = await context.register.change(name, { state: 'deleting' });
  context.logger.info(`${nameOf(caller.subject)} deletes service ${name} of ${service.team}`);
  await archive(context, service);
  return marked ?? service;
}

/** Archives the service's repository when there is one that is not. */
export async function archive(context: PlatformContext, service: RegisteredService): Promise<void> {
  const repository = await context.forge.repository(service.team, service.name);
  if (repository && !repository.archived) {
    await context.scm.archiveRepository(service.team, service.name);
  }
}

export function serviceNotFound(name: string): PlatformError {
  return new PlatformError('service.not-found', `There is no service "${name}".`, {
    hint: 'List what there is with: gaia get services',
  });
}
