import { messageOf } from '@infraforge/kernel';
import type { RegisteredService } from '@infraforge/services';
import type { PlatformContext } from '../context.ts';
import { archive } from './delete-service.ts';
import { CONTROL_NAMESPACE, ENVIRONMENTS } from './describe-service.ts';

/** The tasks that make services (Backstage's scaffolder). */
export type CreationTasks = {
  /** Undefined when the task is not known (any more). */
  status(taskId: string): Promise<CreationTaskStatus | undefined>;
  /** Starts the same request again as a new task, whose id is returned. */
  restart(taskId: string): Promise<string>;
};

export type CreationTaskStatus = {
  readonly status: 'open' | 'processing' | 'completed' | 'failed' | 'cancelled' | 'skipped';
  /** The message of the step that failed. */
  readonly failure: string | undefined;
  /** How often this request was started over. */
  readonly attempt: number;
};

/** The software catalog, as far as services leave traces in it. */
export type CatalogEntries = {
  /** Removes the locations and entities that come from a repository's catalog-info.yaml; true when none is left. */
  forget(repositoryUrl: string): Promise<boolean>;
};

const MOST_ATTEMPTS = 2;

/**
 * One look at every service that is being made or removed, moving each on as far as it goes. Level-triggered: it reads
 * where things stand and never counts on having seen what happened before, so it may be killed at any instant.
 */
export async function superviseServices(
  context: PlatformContext,
  tasks: CreationTasks,
  catalog: CatalogEntries,
): Promise<void> {
  for (const service of await context.register.list()) {
    try {
      if (service.state === 'creating') await superviseCreation(context, tasks, service);
      if (service.state === 'deleting') await superviseDeletion(context, catalog, service);
    } catch (error) {
      context.logger.warn(`Service ${service.name} stays ${service.state}: ${messageOf(error)}`);
    }
  }
}

async function superviseCreation(
  context: PlatformContext,
  tasks: CreationTasks,
  service: RegisteredService,
): Promise<void> {
  const task = service.taskId ? await tasks.status(service.taskId) : undefined;
  if (task?.status === 'completed') {
    await context.register.change(service.name, { state: 'active', failure: undefined });
    return;
  }
  if (task && task.status !== 'failed' && task.status !== 'cancelled') return;

  const failure = task?.failure ?? 'The task that made it is gone.';
  await removeHalfMade(context, service);
  if (
    service.taskId &&
    task?.status === 'failed' &&
    task.attempt < MOST_ATTEMPTS &&
    isCollision(failure)
  ) {
    context.logger.warn(`Starting the creation of ${service.name} over: ${failure}`);
    await context.register.change(service.name, { taskId: undefined });
    const taskId = await tasks.restart(service.taskId);
    await context.register.change(service.name, { taskId });
    return;
  }
  await context.register.change(service.name, { state: 'failed', failure });
}

/**
 * A server that was killed inside `publish:github` leaves a repository that the resumed step runs into: it exists, or it
 * has a commit that is not an ancestor. Only that is worth a second try; every other failure would come again.
 */
function isCollision(failure: string): boolean {
  return /already exists|fast-forward|non-fast-forward/i.test(failure);
}

/** A repository without a catalog-info.yaml has no owner in the catalog yet: nobody has used it, so it goes. */
async function removeHalfMade(context: PlatformContext, service: RegisteredService): Promise<void> {
  const repository = await context.forge.repository(service.team, service.name);
  if (!repository) return;
  const complete = await context.git.entry(
    repository.id,
    repository.defaultBranch,
    'catalog-info.yaml',
  );
  if (!complete) await context.scm.deleteRepository(service.team, service.name);
}

async function superviseDeletion(
  context: PlatformContext,
  catalog: CatalogEntries,
  service: RegisteredService,
): Promise<void> {
  await archive(context, service);
  const forgotten = await catalog.forget(`${context.urls.forge}/${service.team}/${service.name}`);
  if (!forgotten) return;
  const { items } = await context.objects.list({
    kind: 'Application',
    namespace: CONTROL_NAMESPACE,
  });
  const names = new Set(ENVIRONMENTS.map((environment) => `${service.name}-${environment}`));
  if (items.some(({ metadata }) => names.has(metadata.name))) return;
  await context.register.remove(service.name);
  context.logger.info(`Service ${service.name} of ${service.team} is gone`);
}
