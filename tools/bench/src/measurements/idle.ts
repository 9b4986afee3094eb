import { setTimeout as delay } from 'node:timers/promises';
import { startBareBackstage } from '../bare-backstage.ts';
import type { BenchPlatform } from '../platform.ts';
import { usageOf, withDescendants } from '../processes.ts';
import type { Row } from '../row.ts';

const watchMilliseconds = 30_000;

/**
 * Memory and CPU of the platform with nothing to do, and of bare Backstage for the same time on the same machine. Both get
 * `settleMilliseconds` to come to rest. Linux only.
 */
export async function idle(
  platform: BenchPlatform,
  settleMilliseconds: number,
): Promise<readonly Row[]> {
  const remark = `after ${Math.round(settleMilliseconds / 1000)} s`;
  if (process.platform !== 'linux') {
    return [{ what: 'memory, idle', unit: 'MiB', measured: undefined, remark: 'Linux only' }];
  }
  await delay(settleMilliseconds);
  const ours = await usageOf(ownProcesses(platform), watchMilliseconds);

  const backstage = await startBareBackstage();
  try {
    await delay(settleMilliseconds);
    const theirs = await usageOf(withDescendants(backstage.pid), watchMilliseconds);
    const name = 'bare Backstage';
    return [
      {
        what: 'memory, idle (PSS)',
        unit: 'MiB',
        measured: ours.mebibytes,
        target: 1_000,
        peer: { name, measured: theirs.mebibytes },
        remark,
      },
      {
        what: 'CPU, idle',
        unit: '% of a core',
        measured: ours.cpuPercent,
        target: theirs.cpuPercent + 2,
        peer: { name, measured: theirs.cpuPercent },
        remark,
      },
    ];
  } finally {
    await backstage.stop();
  }
}

/** Supervisor, server, kubelet, PostgreSQL with what they started; the pods are no part of the platform. */
function ownProcesses(platform: BenchPlatform): readonly number[] {
  const pids = platform.pids();
  const kubelet = pids.get('kubelet');
  const pods = new Set(kubelet ? withDescendants(kubelet).filter((pid) => pid !== kubelet) : []);
  return [...new Set([...pids.values()].flatMap((pid) => withDescendants(pid, pods)))];
}
