import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createKeyedWorker } from './keyed-worker.ts';

/** Jobs that end when they are told to. */
function heldJobs() {
  const held = new Map<string, () => void>();
  const log: string[] = [];
  return {
    log,
    end: (key: string) => held.get(key)?.(),
    work: (key: string) =>
      new Promise<void>((resolve) => {
        log.push(key);
        held.set(key, resolve);
      }),
  };
}

/** Lets everything that can go on go on. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('a key that comes while it is worked on is worked on once more, alone', async () => {
  const jobs = heldJobs();
  const worker = createKeyedWorker({ concurrency: 4, work: jobs.work });
  const stop = new AbortController();
  const ended = worker.start(stop.signal);
  for (const key of ['a', 'a', 'a']) worker.add(key);
  await settled();
  assert.deepEqual(jobs.log, ['a']);
  worker.add('a');
  worker.add('a');
  await settled();
  assert.deepEqual(jobs.log, ['a']);
  jobs.end('a');
  await settled();
  assert.deepEqual(jobs.log, ['a', 'a']);
  jobs.end('a');
  await worker.idle();
  stop.abort();
  await ended;
});

test('no more jobs at once than allowed', async () => {
  const jobs = heldJobs();
  const worker = createKeyedWorker({ concurrency: 2, work: jobs.work });
  const stop = new AbortController();
  const ended = worker.start(stop.signal);
  for (const key of ['a', 'b', 'c']) worker.add(key);
  await settled();
  assert.deepEqual(jobs.log, ['a', 'b']);
  jobs.end('b');
  await settled();
  assert.deepEqual(jobs.log, ['a', 'b', 'c']);
  stop.abort();
  jobs.end('a');
  jobs.end('c');
  await ended;
});

test('the end waits for what runs and forgets what waits', async () => {
  const jobs = heldJobs();
  const worker = createKeyedWorker({ concurrency: 1, work: jobs.work });
  const stop = new AbortController();
  const ended = worker.start(stop.signal);
  worker.add('a');
  worker.add('b');
  worker.addAfter('c', 1_000_000);
  await settled();
  stop.abort();
  jobs.end('a');
  await ended;
  assert.deepEqual(jobs.log, ['a']);
});
