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

/** The creation of a service as a list of steps: its task's, then what GitOps and the cluster make of it. */
export async function creationProgress(
  context: PlatformContext,
  name: string,
  readTask: (taskId: string) => Promise<TaskProgress | undefined>,
): Promise<CreationProgress | undefined> {
  const service = await describeService(context, name);
  const registered = await context.register.find(name);
  if (!service || !registered) return undefined;
  const task = registered.taskId ? await readTask(registered.taskId) : undefined;
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
  const status =
    service.state === 'failed' || task?.status === 'failed' || healthy.status === 'failed'
      ? 'failed'
      : healthy.status === 'succeeded' && task?.status !== 'running'
        ? 'succeeded'
        : 'running';
  return {
    name,
    taskId: registered.taskId ?? '',
    status,
    steps: [...(task?.steps ?? []), synced, healthy],
    ...(failure ? { failure } : {}),
    ...(runtime?.url ? { url: runtime.url } : {}),
  };
}
