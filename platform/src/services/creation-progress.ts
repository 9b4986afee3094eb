import type { PlatformContext } from '../context.ts';
import { describeService } from './describe-service.ts';

export type StepStatus = 'pending' | 'running' | 'succeeded' | 'failed' | 'skipped';

export type CreationStep = {
  readonly id: string;
  readonly title: string;
  readonly status: StepStatus;
  readonly detail?: string;
  readonly startedAt?: string;
  readonly endedAt?: string;
};

export type CreationProgress = {
  readonly name: string;
  readonly taskId: string;
  readonly status: 'running' | 'succeeded' | 'failed';
  readonly steps: readonly CreationStep[];
  readonly failure?: string;
  readonly url?: string;
};

/** The steps of the task that makes a service, as the scaffolder tells them. */
export type TaskProgress = {
  readonly steps: readonly CreationStep[];
  readonly status: 'running' | 'succeeded' | 'failed';
  readonly failure: string | undefined;
};

/**
 * The creation of a service as a list of steps: its task's, then what GitOps and the cluster make of it. Whoever asks
 * with the task that they started is told of that task for as long as it does not have the name: of two that race for
 * one, the other learns why it was refused.
 */
export async function creationProgress(
  context: PlatformContext,
  name: string,
  readTask: (taskId: string) => Promise<TaskProgress | undefined>,
  ownTaskId?: string,
): Promise<CreationProgress | undefined> {
  // The task before the register: one that has taken the name by now is found there.
  const own = ownTaskId === undefined ? undefined : await readTask(ownTaskId);
  const registered = await context.register.find(name);
  const isOwn = registered !== undefined && registered.taskId === ownTaskId;
  if (ownTaskId !== undefined && own && !isOwn && !wasAdmitted(own)) {
    return unadmitted(name, ownTaskId, own);
  }
  const service = await describeService(context, name);
  if (!service || !registered) return undefined;
  const task = isOwn || !registered.taskId ? own : await readTask(registered.taskId);
  const runtime = service.environments.find(({ environment }) => environment === 'dev');
  const synced: CreationStep = {
    id: 'synced',
    title: 'synced',
    status: runtime?.sync === 'Synced' ? 'succeeded' : runtime ? 'running' : 'pending',
    ...(runtime?.commit ? { detail: `${name}-dev at ${runtime.commit.sha.slice(0, 7)}` } : {}),
    ...(runtime?.syncedAt ? { endedAt: runtime.syncedAt } : {}),
  };
  const { ready, desired } = runtime?.replicas ?? { ready: 0, desired: 0 };
  const healthy: CreationStep = {
    id: 'healthy',
    title: 'healthy',
    status:
      runtime?.health === 'Healthy'
        ? 'succeeded'
        : runtime?.health === 'Degraded'
          ? 'failed'
          : 'pending',
    ...(runtime ? { detail: `${ready}/${desired} ready` } : {}),
  };
  const failure =
    service.failure ??
    task?.failure ??
    (healthy.status === 'failed' ? runtime?.explanations[0]?.reason : undefined);
  // What a failed task means is for `superviseServices` to say: it may be started over.
  const hasFailed = service.state === 'failed' || healthy.status === 'failed';
  const isDone = healthy.status === 'succeeded' && (task?.status ?? 'succeeded') === 'succeeded';
  const status = hasFailed ? 'failed' : isDone ? 'succeeded' : 'running';
  return {
    name,
    taskId: registered.taskId ?? '',
    status,
    steps: [...stepsOf(task, hasFailed, service.failure), synced, healthy],
    ...(failure ? { failure } : {}),
    ...(runtime?.url ? { url: runtime.url } : {}),
  };
}

/** A step that failed goes on as long as nobody has given up: the task is about to be started over. */
function stepsOf(
  task: TaskProgress | undefined,
  hasFailed: boolean,
  why: string | undefined,
): readonly CreationStep[] {
  const steps = task?.steps ?? [];
  if (hasFailed || task?.status !== 'failed') return steps;
  return steps.map(({ id, title, status, startedAt, ...rest }): CreationStep => {
    const started = startedAt ? { startedAt } : {};
    if (status === 'skipped') return { id, title, status: 'pending' };
    if (status !== 'failed') return { id, title, status, ...started, ...rest };
    return { id, title, status: 'running', ...started, ...(why ? { detail: why } : {}) };
  });
}

/** The first step of every golden path takes the name (`admitService`). */
function wasAdmitted({ steps }: TaskProgress): boolean {
  return steps[0]?.status === 'succeeded';
}

function unadmitted(name: string, taskId: string, task: TaskProgress): CreationProgress {
  const { steps, status, failure } = task;
  return { name, taskId, status, steps, ...(failure ? { failure } : {}) };
}
