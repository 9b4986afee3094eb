import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import { createScaffolderTasks, taskProgress } from './scaffolder-tasks';

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

describe('restart', () => {
  it('starts the same request once more, as the person who asked, however often it is called', async () => {
    const started: unknown[] = [];
    const scaffolder = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk) => chunks.push(chunk));
      request.on('end', () => {
        if (request.method === 'POST') {
          const { authorization } = request.headers;
          started.push([authorization, JSON.parse(Buffer.concat(chunks).toString())]);
        }
        const first = {
          ...task('processing'),
          spec: {
            templateInfo: { entityRef: 'template:default/x' },
            parameters: { name: 'orders' },
          },
        };
        response.end(JSON.stringify(request.method === 'POST' ? { id: 'second' } : first));
      });
    }).listen(0, '127.0.0.1');
    await once(scaffolder, 'listening');
    const { port } = scaffolder.address() as AddressInfo;
    const tasks = createScaffolderTasks({
      auth: mockServices.auth(),
      discovery: mockServices.discovery.mock({
        getBaseUrl: async () => `http://127.0.0.1:${port}`,
      }),
      tokenOf: async (subject) => `token of ${subject}`,
    });
    try {
      await expect(tasks.restart('first', 'user:default/ana')).resolves.toBe('second');
      await expect(tasks.restart('first', 'user:default/ana')).resolves.toBe('second');
      expect(started).toEqual([
        [
          'Bearer token of user:default/ana',
          { templateRef: 'template:default/x', values: { name: 'orders' } },
        ],
      ]);
      await expect(tasks.status('second')).resolves.toMatchObject({ attempt: 2 });
    } finally {
      scaffolder.close();
    }
  });
});
