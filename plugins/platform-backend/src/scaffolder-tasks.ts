import type { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import type {
  CreationStep,
  CreationTaskStatus,
  CreationTasks,
  StepStatus,
  TaskProgress,
} from '@infraforge/platform';
import { PlatformError } from '@infraforge/plugin-platform-node';

type Task = {
  readonly id: string;
  readonly status: CreationTaskStatus['status'];
  readonly spec: {
    readonly parameters: Readonly<Record<string, unknown>>;
    readonly steps: readonly { readonly id: string; readonly name: string }[];
    readonly templateInfo?: { readonly entityRef?: string };
    readonly user?: { readonly ref?: string };
  };
};

type TaskEvent = {
  readonly type: 'log' | 'completion' | 'cancelled' | 'recovered';
  readonly createdAt: string;
  readonly body: {
    readonly message?: string;
    readonly stepId?: string;
    readonly status?: string;
    readonly error?: { readonly message?: string };
  };
};

export type ScaffolderTasks = CreationTasks & {
  /** Starts a template as the user whose Backstage token this is; returns the task's id. */
  start(
    templateRef: string,
    values: Readonly<Record<string, unknown>>,
    userToken: string,
  ): Promise<string>;
  progress(taskId: string): Promise<TaskProgress | undefined>;
};

const TASK_STATUS: Readonly<Record<string, TaskProgress['status']>> = {
  completed: 'succeeded',
  failed: 'failed',
  cancelled: 'failed',
};

/** As `publish:github` says it before it tries again (@backstage/plugin-scaffolder-node, Git.retryOnTransientError). */
const PUSH_REFUSED = /Git push failed \(attempt .*fast-forward/i;

/** Backstage's scaffolder over its own API: where the tasks that make services run. */
export function createScaffolderTasks(deps: {
  readonly auth: AuthService;
  readonly discovery: DiscoveryService;
  /** A Backstage token of this person. */
  readonly tokenOf: (subject: string) => Promise<string>;
  /** When this server was started: what tasks said before was said to another one. */
  readonly startedAt: Date;
}): ScaffolderTasks {
  const attempts = new Map<string, number>();
  const restarted = new Map<string, string>();
  const refused = new Set<string>();

  async function call(
    path: string,
    init: RequestInit & { token?: string } = {},
  ): Promise<Response> {
    const base = await deps.discovery.getBaseUrl('scaffolder');
    const token =
      init.token ??
      (
        await deps.auth.getPluginRequestToken({
          onBehalfOf: await deps.auth.getOwnServiceCredentials(),
          targetPluginId: 'scaffolder',
        })
      ).token;
    return fetch(`${base}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    });
  }

  async function read(taskId: string): Promise<Task | undefined> {
    const response = await call(`/v2/tasks/${encodeURIComponent(taskId)}`);
    if (response.status === 404) return undefined;
    await expectOk(response, 'read the task');
    return (await response.json()) as Task;
  }

  async function events(taskId: string): Promise<readonly TaskEvent[]> {
    const response = await call(`/v2/tasks/${encodeURIComponent(taskId)}/events`);
    await expectOk(response, 'read the events of the task');
    return (await response.json()) as TaskEvent[];
  }

  async function start(
    templateRef: string,
    values: Readonly<Record<string, unknown>>,
    token: string,
  ) {
    const response = await call('/v2/tasks', {
      method: 'POST',
      body: JSON.stringify({ templateRef, values }),
      token,
    });
    await expectOk(response, 'start the template');
    return ((await response.json()) as { id: string }).id;
  }

  return {
    start,
    async status(taskId) {
      const task = await read(taskId);
      if (!task) return undefined;
      const failure = task.status === 'failed' ? failureOf(await events(taskId)) : undefined;
      return { status: task.status, failure, attempt: attempts.get(taskId) ?? 1 };
    },
    async restart(taskId, requester) {
      const before = restarted.get(taskId);
      if (before) return before;
      const task = await read(taskId);
      const template = task?.spec.templateInfo?.entityRef;
      if (!task || !template) {
        throw new PlatformError(
          'service.task-gone',
          `Task ${taskId} is gone; the service cannot be started over.`,
        );
      }
      const token = await deps.tokenOf(requester);
      const next = await start(template, task.spec.parameters, token);
      restarted.set(taskId, next);
      attempts.set(next, (attempts.get(taskId) ?? 1) + 1);
      return next;
    },
    async wasPushRefused(taskId) {
      if (refused.has(taskId)) return false;
      const said = (await events(taskId)).some(
        ({ createdAt, body }) =>
          new Date(createdAt) > deps.startedAt && PUSH_REFUSED.test(body.message ?? ''),
      );
      if (said) refused.add(taskId);
      return said;
    },
    async progress(taskId) {
      const task = await read(taskId);
      return task && taskProgress(task, await events(taskId));
    },
  };
}

async function expectOk(response: Response, what: string): Promise<void> {
  if (response.ok) return;
  const body = (await response.json().catch(() => undefined)) as
    | { error?: { message?: string }; errors?: { message?: string; path?: unknown[] }[] }
    | undefined;
  const details = body?.errors?.map(({ message }) => message).join('; ') ?? body?.error?.message;
  throw new PlatformError(
    codeOf(response.status),
    `Could not ${what}: ${details ?? `HTTP ${response.status}`}`,
    {
      retryable: response.status >= 500,
    },
  );
}

function codeOf(status: number): string {
  if (status === 404) return 'template.not-found';
  return status < 500 ? 'request.invalid' : 'scaffolder.unavailable';
}

function failureOf(events: readonly TaskEvent[]): string | undefined {
  return events.findLast(({ type }) => type === 'completion')?.body.error?.message;
}

/** The steps of a task from its log: each step's last word about itself. */
export function taskProgress(task: Task, events: readonly TaskEvent[]): TaskProgress {
  const steps = task.spec.steps.map(({ id, name }): CreationStep => {
    const own = events.filter(({ body }) => body.stepId === id);
    const startedAt = own[0]?.createdAt;
    const last = own.findLast(({ body }) => body.status);
    const status = stepStatus(last?.body.status);
    const ended = status === 'succeeded' || status === 'failed' || status === 'skipped';
    return {
      id,
      title: name,
      status,
      ...(startedAt ? { startedAt } : {}),
      ...(ended && last ? { endedAt: last.createdAt } : {}),
    };
  });
  const status = TASK_STATUS[task.status] ?? 'running';
  return { steps, status, failure: status === 'failed' ? failureOf(events) : undefined };
}

function stepStatus(status: string | undefined): StepStatus {
  switch (status) {
    case 'completed':
      return 'succeeded';
    case 'failed':
    case 'cancelled':
      return 'failed';
    case 'skipped':
      return 'skipped';
    case 'processing':
      return 'running';
    default:
      return 'pending';
  }
}
