import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import { createScaffolderTasks, type ScaffolderTasks, taskProgress } from './scaffolder-tasks';

const task = (status: 'processing' | 'completed' | 'failed') => ({
  id: '1',
  status,
  spec: {
    parameters: {},
    steps: [
      { id: 'admit', name: 'Reserve the name' },
      { id: 'publish', name: 'Make the repository' },
      { id: 'notify', name: 'Tell the team' },
    ],
  },
});

const log = (stepId: string, status: string | undefined, createdAt: string) => ({
  type: 'log' as const,
  createdAt,
  body: { stepId, message: '', ...(status ? { status } : {}) },
});

describe('taskProgress', () => {
  it('takes each step at its last word', () => {
    const { steps, status } = taskProgress(task('processing'), [
      log('admit', 'processing', '1'),
      log('admit', 'completed', '2'),
      log('publish', 'processing', '3'),
      log('publish', undefined, '4'),
    ]);
    expect(status).toBe('running');
    expect(steps).toEqual([
      { id: 'admit', title: 'Reserve the name', status: 'succeeded', startedAt: '1', endedAt: '2' },
      { id: 'publish', title: 'Make the repository', status: 'running', startedAt: '3' },
      { id: 'notify', title: 'Tell the team', status: 'pending' },
    ]);
  });

  it('tells why a task failed', () => {
    const failure = {
      type: 'completion' as const,
      createdAt: '9',
      body: { error: { message: 'name already exists' } },
    };
    const progress = taskProgress(task('failed'), [
      log('publish', 'failed', '5'),
      log('notify', 'skipped', '6'),
      failure,
    ]);
    expect(progress.status).toBe('failed');
    expect(progress.failure).toBe('name already exists');
    expect(progress.steps.map(({ status }) => status)).toEqual(['pending', 'failed', 'skipped']);
  });
});

type Request = { readonly method: string; readonly path: string; readonly authorization: string };

/** Runs `use` with tasks over a scaffolder that answers so. */
async function withScaffolder(
  answer: (request: Request, body: unknown) => unknown,
  use: (tasks: ScaffolderTasks) => Promise<void>,
): Promise<void> {
  const scaffolder = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url: path = '' } = request;
      const { authorization = '' } = request.headers;
      const body = chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : undefined;
      response.end(JSON.stringify(answer({ method, path, authorization }, body)));
    });
  }).listen(0, '127.0.0.1');
  await once(scaffolder, 'listening');
  const base = `http://127.0.0.1:${(scaffolder.address() as AddressInfo).port}`;
  try {
    await use(
      createScaffolderTasks({
        auth: mockServices.auth(),
        discovery: mockServices.discovery.mock({ getBaseUrl: async () => base }),
        tokenOf: async (subject) => `token of ${subject}`,
        startedAt: new Date('2026-11-24T10:00:00Z'),
      }),
    );
  } finally {
    scaffolder.close();
  }
}

it('starts a request over once, as the person who asked', async () => {
  const started: unknown[] = [];
  const spec = {
    templateInfo: { entityRef: 'template:default/x' },
    parameters: { name: 'orders' },
  };
  await withScaffolder(
    ({ method, authorization }, body) => {
      if (method === 'GET') return { ...task('processing'), spec };
      started.push([authorization, body]);
      return { id: 'second' };
    },
    async (tasks) => {
      await expect(tasks.restart('first', 'user:default/ana')).resolves.toBe('second');
      await expect(tasks.restart('first', 'user:default/ana')).resolves.toBe('second');
      await expect(tasks.status('second')).resolves.toMatchObject({ attempt: 2 });
    },
  );
  const values = { name: 'orders' };
  expect(started).toEqual([
    ['Bearer token of user:default/ana', { templateRef: 'template:default/x', values }],
  ]);
});

it('tells once that a push was refused, and only to the server that it was told to', async () => {
  const said = (createdAt: string, reason: string) => ({
    ...log('publish', undefined, createdAt),
    body: { message: `\u001b[33mwarn\u001b[39m: Git push failed (attempt 1/6), ${reason}` },
  });
  const rejected = 'retrying in 2112ms: Push rejected because it was not a simple fast-forward.';
  const events: unknown[] = [
    said('2026-11-24T09:59:59Z', rejected),
    said('2026-11-24T10:00:01Z', 'retrying in 2112ms: HTTP Error: 502'),
  ];
  await withScaffolder(
    () => events,
    async (tasks) => {
      await expect(tasks.wasPushRefused('first')).resolves.toBe(false);
      events.push(said('2026-11-24T10:00:03Z', rejected));
      await expect(tasks.wasPushRefused('first')).resolves.toBe(true);
      await expect(tasks.wasPushRefused('first')).resolves.toBe(false);
    },
  );
});
