import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { dataDirectory } from './data-directory.ts';
import { createPodMonitor, readMetrics } from './pod-monitor.ts';
import { launch, stopPod } from './process-runner.ts';

/** A shell whose child holds about 60 MiB and works without a pause. */
const WORKER = `const kept = Buffer.alloc(60 * 2 ** 20, 1); for (;;) kept[0]++;`;

test('a pod is measured with all that it started, and its figures grow old', async () => {
  const root = await mkdtemp(join(tmpdir(), 'monitor-'));
  const data = dataDirectory(root);
  let now = 0;
  const running = await launch({
    command: ['/bin/sh', '-c', `"${process.execPath}" -e "${WORKER}"; true`],
    environment: { PATH: '/usr/bin:/bin' },
    directory: '/',
    podUid: 'u1',
    container: 'app',
    dataDirectory: root,
    log: join(data.pods, 'u1', 'app', '0.log'),
    logOwner: undefined,
  });
  const started = new Map([[running.ref, 'u1']]);
  try {
    const monitor = createPodMonitor(data, () => now);
    const end = Date.now() + 20_000;
    let usage = (await monitor.sample(started, new Map())).get('u1');
    while ((usage?.memoryBytes ?? 0) < 60 * 2 ** 20 || (usage?.cpuCores ?? 0) === 0) {
      assert.ok(Date.now() < end, JSON.stringify(usage));
      await new Promise((resolve) => setTimeout(resolve, 100));
      now += 100;
      usage = (await monitor.sample(started, new Map())).get('u1');
    }
    assert.deepEqual(await readMetrics(data, 'u1', new Date(now)), usage);
    assert.equal(await readMetrics(data, 'u1', new Date(now + 31_000)), undefined);
    assert.equal(await readMetrics(data, '../u1', new Date(now)), undefined);
  } finally {
    await stopPod({
      podUid: 'u1',
      dataDirectory: root,
      processes: [running.ref],
      mountNamespaces: new Map(),
      graceMs: 0,
    });
    await rm(root, { recursive: true });
  }
});
