import { messageOf } from '@infraforge/kernel';
import type { RegisteredService } from '@infraforge/services';
import type { PlatformContext } from '../context.ts';
import { archive } from './delete-service.ts';
import { CONTROL_NAMESPACE, ENVIRONMENTS } from './describe-service.ts';

/** The tasks that make services (Backstage's scaffolder). */
export type CreationTasks = {
  /** Undefined when the task is not known (any more). */
  status(taskId: string): Promise<CreationTaskStatus | undefined>;
  /**
   * Starts the same request again as a new task of this person's, whose id is returned; asked again, the id of the one
   * that was started before. Throws `retryable` errors when it may succeed later.
   */
  restart(taskId: string, requester: string): Promise<string>;
  /**
   * True, once in the life of a server, when a push of this running task was refused since the server started and will be
   * tried again: the branch has what an interrupted run of the same step pushed.
   */
  wasPushRefused(taskId: string): Promise<boolean>;
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
    await context.register.change(
      service.name,
      { state: 'active', failure: undefined },
      'creating',
    );
    return;
  }
  if (task && !isOver(task)) {
    if (service.taskId && (await tasks.wasPushRefused(service.taskId))) {
      await makeRoom(context, service);
    }
    return;
  }

  const failure = task?.failure ?? `The task that made it ${task ? 'was cancelled' : 'is gone'}.`;
  await removeHalfMade(context, service);
  if (service.taskId && task && task.attempt < MOST_ATTEMPTS && isCollision(failure)) {
    await startOver(context, tasks, service, service.taskId, failure);
  } else await fail(context, service, failure);
}

/**
 * The register says first that it is started over: that lets the new task take the name (`admitService`), and a server
 * that dies before it has does the same again.
 */
async function startOver(
  context: PlatformContext,
  tasks: CreationTasks,
  service: RegisteredService,
  taskId: string,
  failure: string,
): Promise<void> {
  if (service.failure === undefined) {
    context.logger.warn(`Starting the creation of ${service.name} over: ${failure}`);
    const patch = { failure: `Starting over: ${failure}` };
    // Deleted meanwhile: there is nothing to start over.
    if (!(await context.register.change(service.name, patch, 'creating'))) return;
  }
  try {
    const second = await tasks.status(await tasks.restart(taskId, service.requester));
    if (!second || isOver(second)) await fail(context, service, second?.failure ?? failure);
  } catch (error) {
    if (mayPass(error)) throw error;
    await fail(context, service, messageOf(error));
  }
}

function isOver({ status }: CreationTaskStatus): boolean {
  return status === 'failed' || status === 'cancelled';
}

/** Errors of ours say so; any other is the machine's, and nobody knows. */
function mayPass(error: unknown): boolean {
  const { retryable } = (error ?? {}) as { readonly retryable?: boolean };
  return retryable !== false;
}

async function fail(
  context: PlatformContext,
  { name }: RegisteredService,
  reason: string,
): Promise<void> {
  const failure = `${reason.replace(/\.?\s*$/, '.')} Delete it (gaia delete service ${name}) and create it again.`;
  await context.register.change(name, { state: 'failed', failure }, 'creating');
}

/**
 * A server that was killed inside `publish:github` leaves a repository that the resumed step runs into: it exists, or it
 * has a commit that is not an ancestor. Only that is worth a second try; every other failure would come again.
 */
function isCollision(failure: string): boolean {
  return /already exists|fast-forward|non-fast-forward/i.test(failure);
}

/**
 * Takes away the branch that the running task's push runs into, so that its next try succeeds: in seconds, where giving up
 * takes a minute. Until then no push of this task can have succeeded, so nothing is lost.
 */
async function makeRoom(context: PlatformContext, service: RegisteredService): Promise<void> {
  const repository = await halfMade(context, service);
  if (!repository) return;
  const ref = `refs/heads/${repository.defaultBranch}`;
  const head = await context.git.resolve(repository.id, ref);
  if (head && (await context.git.updateRef(repository.id, ref, head, undefined))) {
    context.logger.warn(`Removed ${head} of ${service.name}: its creation pushes again`);
  }
}

async function removeHalfMade(context: PlatformContext, service: RegisteredService): Promise<void> {
  const repository = await halfMade(context, service);
  if (repository) await context.scm.deleteRepository(service.team, service.name);
}

/** The service's repository when it has no catalog-info.yaml: it has no owner in the catalog yet, and nobody has used it. */
async function halfMade({ forge, git }: PlatformContext, { team, name }: RegisteredService) {
  const repository = await forge.repository(team, name);
  if (!repository) return undefined;
  const complete = await git.entry(repository.id, repository.defaultBranch, 'catalog-info.yaml');
  return complete ? undefined : repository;
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
