import type { ScaffolderTask, TaskStream } from '@backstage/plugin-scaffolder-react';
import { formPath, plainLine, stepsOf, subjectOf, taskStatus } from './task-model';

const task = {
  id: 't1',
  status: 'processing',
  createdAt: '2026-11-24T11:35:30Z',
  spec: {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    parameters: { name: 'orders' },
    steps: [
      { id: 'admit', name: 'Reserve the name', action: 'a' },
      { id: 'publish', name: 'Make the repository', action: 'b' },
    ],
    output: {},
    templateInfo: {
      entityRef: 'template:default/nodejs-service',
      entity: { metadata: { name: 'nodejs-service', title: 'Node.js service' } },
    },
  },
} as unknown as ScaffolderTask;

const stream = (change: Partial<TaskStream> = {}): TaskStream => ({
  cancelled: false,
  loading: false,
  completed: false,
  stepLogs: {
    admit: [
      '2026-11-24T11:35:30.000Z Beginning step Reserve the name',
      '2026-11-24T11:35:30.100Z \u001b[32minfo\u001b[39m: orders is free\n    at run (/app/p-queue/index.js:163:29)',
    ],
  },
  steps: {
    admit: {
      id: 'admit',
      status: 'completed',
      startedAt: '2026-11-24T11:35:30Z',
      endedAt: '2026-11-24T11:35:31Z',
    },
  },
  task,
  ...change,
});

it('shows the steps in their order, those to come too, without what repeats their rows', () => {
  expect(stepsOf(stream())).toEqual([
    {
      id: 'admit',
      name: 'Reserve the name',
      status: 'Succeeded',
      startedAt: '2026-11-24T11:35:30Z',
      endedAt: '2026-11-24T11:35:31Z',
      lines: ['info: orders is free'],
    },
    { id: 'publish', name: 'Make the repository', status: 'Pending', lines: [] },
  ]);
});

it.each([
  ['Running', {}],
  ['Succeeded', { completed: true }],
  ['Failed', { completed: true, error: new Error('no') }],
  ['Cancelled', { completed: true, cancelled: true }],
])('says %s', (expected, change) => {
  expect(taskStatus(stream(change))).toBe(expected);
});

it('leads back to the form as it was filled in', () => {
  expect(subjectOf(task)).toBe('orders');
  expect(formPath(task)).toBe(
    '/create/templates/default/nodejs-service?formData=%7B%22name%22%3A%22orders%22%7D',
  );
});

it('leaves a line without a time alone', () => {
  expect(plainLine('plain text  ')).toBe('plain text');
});
