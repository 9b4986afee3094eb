import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextCronTime } from '@infraforge/kube';
import { reconcileCronJob } from './cron-job.ts';
import { reconcileJob } from './job.ts';
import { formatIndexes, parseIndexes } from './job-indexes.ts';
import type { CronJob, Job, JobStatus } from './job-types.ts';
import { kubeTime } from './object-rules.ts';
import { parseSchedule } from './parse-schedule.ts';
import { later, NOW } from './testing/objects.ts';
import type { Outcome, Pod } from './types.ts';

function job(spec: object = {}, status?: JobStatus): Job {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'load', namespace: 'team-dev', uid: 'j1', resourceVersion: '3' },
    spec: {
      template: { spec: { restartPolicy: 'Never', containers: [{ name: 'app', image: 'x' }] } },
      ...spec,
    },
    ...(status ? { status } : {}),
  };
}

function pod(uid: string, phase: 'Running' | 'Succeeded' | 'Failed', exitCode = 1, index = 0): Pod {
  const terminated = { exitCode, reason: 'Error', finishedAt: kubeTime(NOW) };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: uid,
      namespace: 'team-dev',
      uid,
      annotations: { 'batch.kubernetes.io/job-completion-index': String(index) },
    },
    spec: { containers: [{ name: 'app', image: 'x' }] },
    status: {
      phase,
      ...(phase === 'Failed'
        ? {
            containerStatuses: [
              {
                name: 'app',
                image: 'x',
                imageID: '',
                ready: false,
                started: false,
                restartCount: 0,
                state: { terminated },
                lastState: {},
              },
            ],
          }
        : {}),
    },
  };
}

function step(of: Job, pods: readonly Pod[], seconds = 60): Outcome {
  return reconcileJob(of, { pods, admit: () => undefined, now: later(seconds) });
}

function statusIn({ actions }: Outcome): JobStatus | undefined {
  const found = actions.find(({ kind }) => kind === 'updateStatus');
  return found?.kind === 'updateStatus' ? (found.object.status as JobStatus) : undefined;
}

function madeIn({ actions }: Outcome): readonly Pod[] {
  return actions.flatMap((action) => (action.kind === 'create' ? [action.object as Pod] : []));
}

const ended = (outcome: Outcome) =>
  statusIn(outcome)
    ?.conditions?.filter(({ type }) => type === 'Complete' || type === 'Failed')
    .map(({ type, reason }) => `${type} ${reason}`)[0];

const cases: readonly {
  readonly name: string;
  readonly job: Job;
  readonly pods: readonly Pod[];
  readonly made: number;
  readonly end?: string;
  readonly seconds?: number;
}[] = [
  { name: 'one pod', job: job(), pods: [], made: 1 },
  {
    name: 'as many as may run at once',
    job: job({ parallelism: 2, completions: 5 }),
    pods: [],
    made: 2,
  },
  {
    name: 'no more than are missing',
    job: job({ parallelism: 3, completions: 3 }),
    pods: [pod('a', 'Succeeded'), pod('b', 'Succeeded')],
    made: 1,
  },
  {
    name: 'done',
    job: job(),
    pods: [pod('a', 'Succeeded')],
    made: 0,
    end: 'Complete CompletionsReached',
  },
  {
    name: 'a queue of work is done when all workers are',
    job: job({ parallelism: 2 }),
    pods: [pod('a', 'Succeeded'), pod('b', 'Running')],
    made: 0,
  },
  { name: 'a retry', job: job(), pods: [pod('a', 'Failed')], made: 1 },
  { name: 'a retry waits', job: job(), pods: [pod('a', 'Failed')], made: 0, seconds: 0 },
  {
    name: 'too many retries',
    job: job({ backoffLimit: 0 }),
    pods: [pod('a', 'Failed')],
    made: 0,
    end: 'Failed BackoffLimitExceeded',
  },
  {
    name: 'too late',
    job: job({ activeDeadlineSeconds: 30 }, { startTime: kubeTime(NOW) }),
    pods: [pod('a', 'Running')],
    made: 0,
    end: 'Failed DeadlineExceeded',
  },
  {
    name: 'a failure that retries do not mend',
    job: job({
      podFailurePolicy: {
        rules: [{ action: 'FailJob', onExitCodes: { operator: 'In', values: [42] } }],
      },
    }),
    pods: [pod('a', 'Failed', 42)],
    made: 0,
    end: 'Failed PodFailurePolicy',
  },
  {
    name: 'a failure that does not count',
    job: job({
      backoffLimit: 0,
      podFailurePolicy: {
        rules: [{ action: 'Ignore', onExitCodes: { operator: 'In', values: [42] } }],
      },
    }),
    pods: [pod('a', 'Failed', 42)],
    made: 1,
  },
];

for (const { name, job: given, pods, made, end, seconds } of cases) {
  test(`job: ${name}`, () => {
    const outcome = step(given, pods, seconds);
    assert.deepEqual([madeIn(outcome).length, ended(outcome)], [made, end]);
  });
}

test('indexes that are done are not done again', () => {
  const indexed = job({ completionMode: 'Indexed', completions: 4, parallelism: 2 });
  const first = madeIn(step(indexed, []));
  assert.deepEqual(
    first.map(({ metadata }) => metadata.name.replace(/-\w+$/, '')),
    ['load-0', 'load-1'],
  );
  const pods = [pod('a', 'Succeeded', 0, 1), pod('b', 'Running', 0, 0)];
  const next = step(indexed, pods);
  assert.equal(statusIn(next)?.completedIndexes, '1');
  assert.deepEqual(
    madeIn(next).map(({ spec }) => spec.hostname),
    ['load-2'],
  );
  assert.equal(formatIndexes(parseIndexes('0-2,4,5,7')), '0-2,4,5,7');
});

test('a Job that is suspended ends its pods and begins anew', () => {
  const outcome = step(job({ suspend: true }), [pod('a', 'Running')]);
  assert.deepEqual(
    outcome.actions.map(({ kind }) => kind),
    ['delete', 'updateStatus'],
  );
  const status = statusIn(outcome);
  assert.equal(status?.conditions?.[0]?.type, 'Suspended');
  assert.equal(madeIn(step(job({}, status), [])).length, 1);
});

test('a Job that has ended goes after its TTL', () => {
  const status = statusIn(step(job({ ttlSecondsAfterFinished: 10 }), [pod('a', 'Succeeded')], 0));
  const done = job({ ttlSecondsAfterFinished: 10 }, status);
  assert.deepEqual(step(done, [], 5), { actions: [], wakeAt: later(10) });
  assert.equal(step(done, [], 10).actions[0]?.kind, 'delete');
});

function cronJob(spec: object = {}, status: object = {}): CronJob {
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: {
      name: 'sweep',
      namespace: 'team-dev',
      uid: 'c1',
      creationTimestamp: kubeTime(later(-90)),
    },
    spec: { schedule: '* * * * *', jobTemplate: { spec: job().spec }, ...spec },
    status,
  };
}

function cronStep(of: CronJob, jobs: readonly Job[] = [], seconds = 0) {
  const outcome = reconcileCronJob(of, { jobs, now: later(seconds) });
  const names = outcome.actions.flatMap((action) =>
    action.kind === 'create'
      ? [`+${action.object.metadata.name}`]
      : action.kind === 'delete'
        ? [`-${action.key.name}`]
        : [],
  );
  return { ...outcome, names };
}

const MINUTE = Math.floor(NOW.getTime() / 60_000);
const running = { ...job(), metadata: { ...job().metadata, name: `sweep-${MINUTE - 1}` } };

test('a CronJob makes one Job for the last time that has passed', () => {
  const first = cronStep(cronJob());
  assert.deepEqual(first.names, [`+sweep-${MINUTE}`]);
  assert.deepEqual(first.wakeAt, later(60));
  const status = { lastScheduleTime: kubeTime(NOW) };
  assert.deepEqual(cronStep(cronJob({}, status), [running], 30).names, []);
});

test('the concurrency policy says what happens to the one that still runs', () => {
  const with_ = (concurrencyPolicy: string) =>
    cronStep(cronJob({ concurrencyPolicy }), [running]).names;
  assert.deepEqual(with_('Allow'), [`+sweep-${MINUTE}`]);
  assert.deepEqual(with_('Forbid'), []);
  assert.deepEqual(with_('Replace'), [`-sweep-${MINUTE - 1}`, `+sweep-${MINUTE}`]);
});

test('what is suspended or too late does not start', () => {
  assert.deepEqual(cronStep(cronJob({ suspend: true })).names, []);
  const hourly = { schedule: '0 * * * *', startingDeadlineSeconds: 60 };
  assert.deepEqual(cronStep(cronJob(hourly), [], 30).names, [`+sweep-${MINUTE}`]);
  assert.deepEqual(cronStep(cronJob(hourly), [], 90).names, []);
});

test('only so many Jobs are remembered', () => {
  const jobs = [1, 2, 3, 4, 5].map((index) => {
    const condition = {
      type: index === 5 ? 'Failed' : 'Complete',
      status: 'True' as const,
    };
    const status = { startTime: kubeTime(later(-index * 60)), conditions: [condition] };
    return { ...job({}, status), metadata: { ...job().metadata, name: `old-${index}` } };
  });
  const status = { lastScheduleTime: kubeTime(NOW) };
  assert.deepEqual(cronStep(cronJob({ successfulJobsHistoryLimit: 2 }, status), jobs).names, [
    '-old-4',
    '-old-3',
  ]);
});

test('a schedule has a time zone', () => {
  const schedule = parseSchedule('30 9 * * 1-5', 'Europe/Berlin');
  assert.ok(typeof schedule !== 'string');
  assert.equal(nextCronTime(schedule, NOW)?.toISOString(), '2026-03-02T08:30:00.000Z');
  for (const wrong of ['* * * *', 'TZ=UTC * * * * *', '61 * * * *', '@every x', 'x']) {
    assert.equal(typeof parseSchedule(wrong, undefined), 'string', wrong);
  }
  assert.equal(typeof parseSchedule('* * * * *', 'Nowhere/None'), 'string');
});
