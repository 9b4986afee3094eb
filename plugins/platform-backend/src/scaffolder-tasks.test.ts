import { taskProgress } from './scaffolder-tasks';

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
