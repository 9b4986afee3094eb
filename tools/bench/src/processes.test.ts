import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { test } from 'node:test';
import { usageOf, withDescendants } from './processes.ts';

const onLinux = { skip: process.platform !== 'linux' };

test('what a process and its children use', onLinux, async () => {
  const child = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
  try {
    const pids = withDescendants(process.pid);
    assert.ok(child.pid && pids.includes(child.pid));
    const { mebibytes, cpuPercent } = await usageOf([child.pid], 500);
    assert.ok(mebibytes > 5, `${mebibytes} MiB`);
    assert.ok(cpuPercent > 1 && cpuPercent < 150, `${cpuPercent} %`);
    assert.ok(!withDescendants(process.pid, new Set([child.pid])).includes(child.pid));
  } finally {
    child.kill('SIGKILL');
  }
});

test('a process that has ended uses nothing', onLinux, async () => {
  const child = spawn(process.execPath, ['-e', ''], { stdio: 'ignore' });
  await new Promise((resolve) => child.once('exit', resolve));
  assert.deepEqual(await usageOf([child.pid ?? 0], 10), { mebibytes: 0, cpuPercent: 0 });
});
