import assert from 'node:assert/strict';
import { appendFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { type DataDirectory, dataDirectory } from './data-directory.ts';
import { rotateLogs } from './log-rotation.ts';
import { writePodRecord } from './pod-files.ts';
import { createPodLogs } from './pod-logs.ts';

async function withPod(run: (data: DataDirectory, directory: string) => Promise<void>) {
  const root = await mkdtemp(join(tmpdir(), 'logs-'));
  try {
    const data = dataDirectory(root);
    const backoff = { delayMs: 0, failures: 0 };
    await writePodRecord(data, {
      uid: 'u1',
      namespace: 'team-dev',
      name: 'web',
      startTime: '2026-01-01T00:00:00Z',
      containers: { app: { restarts: 0, ports: {}, backoff } },
    });
    const directory = join(data.pods, 'u1', 'app');
    await mkdir(directory, { recursive: true });
    await run(data, directory);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

test('the last lines of all runs, and those after an offset', () =>
  withPod(async (data, directory) => {
    await appendFile(join(directory, '0.log'), 'one\ntwo\n');
    await appendFile(join(directory, '1.log'), 'three\nfour\nhal');
    const logs = createPodLogs(data);
    const all = await logs.read('u1', { tail: 100 });
    assert.deepEqual(
      all.map(({ text }) => text),
      ['one', 'two', 'three', 'four'],
    );
    assert.deepEqual(
      (await logs.read('u1', { tail: 2 })).map(({ text }) => text),
      ['three', 'four'],
    );
    const after = await logs.read('u1', { tail: 2, fromOffset: all[1]?.offset ?? 0 });
    assert.deepEqual(after, all.slice(2));
    assert.deepEqual(await logs.read('../../etc', { tail: 1 }), []);
    assert.deepEqual(await logs.read('u2', { tail: 1 }), []);
  }));

test('following goes on over rotation and the next run without losing or repeating a line', () =>
  withPod(async (data, directory) => {
    const stop = new AbortController();
    const seen: string[] = [];
    const following = (async () => {
      const lines = createPodLogs(data).follow('u1', { tail: 10 }, stop.signal);
      for await (const { text } of lines) {
        seen.push(text);
        if (text === 'end') stop.abort();
      }
    })();
    const limits = { fileBytes: 500, files: 3 };
    const expected: string[] = [];
    for (let line = 0; line < 300; line += 1) {
      const text = `line ${line} ${'x'.repeat(line % 30)}`;
      expected.push(text);
      await appendFile(join(directory, `${Math.floor(line / 100)}.log`), `${text}\n`);
      if (line % 20 === 0) {
        while (seen.length < expected.length) await new Promise((done) => setTimeout(done, 10));
        await rotateLogs(directory, limits);
      }
    }
    await appendFile(join(directory, '2.log'), 'end\n');
    await following;
    assert.deepEqual(seen, [...expected, 'end']);
  }));
