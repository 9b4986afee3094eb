import { setTimeout as delay } from 'node:timers/promises';
import { isAlive, sendSignal } from '@infraforge/local-cluster';
import type { Installation } from './installation.ts';
import { stopProcess } from './managed-process.ts';
import { findRunning, forgetProcess, type ProgramName } from './run-record.ts';
import type { StepList } from './step-list.ts';
import { stopPods, stoppedPods } from './stop-pods.ts';

/** A supervisor that was asked to stop has this long; then it is done without it. */
const SUPERVISOR_GRACE_MILLISECONDS = 60_000;
const GRACE_MILLISECONDS = 15_000;
const POD_GRACE_MILLISECONDS = 10_000;

/**
 * Stops everything of an installation: asks the supervisor, and ends whatever is left when there is none or it was
 * killed, pods included. Returns false when nothing ran.
 */
export async function stopInstallation(
  installation: Installation,
  steps: StepList,
): Promise<boolean> {
  let hasStopped = false;
  const supervisor = await findRunning(installation, 'supervisor');
  if (supervisor) {
    hasStopped = true;
    await steps.run('supervisor', async () => {
      sendSignal(supervisor.pid, 'SIGTERM');
      const deadline = Date.now() + SUPERVISOR_GRACE_MILLISECONDS;
      while ((await isAlive(supervisor)) && Date.now() < deadline) await delay(50);
      if (await isAlive(supervisor)) sendSignal(supervisor.pid, 'SIGKILL');
      return 'stopped';
    });
    await forgetProcess(installation, 'supervisor');
  }
  for (const name of ['server', 'kubelet'] as const) {
    hasStopped = (await stopOne(installation, name, steps)) || hasStopped;
  }
  const pods = await stopPods(installation.data, POD_GRACE_MILLISECONDS);
  if (pods > 0) {
    hasStopped = true;
    await steps.run('pods', async () => stoppedPods(pods));
  }
  return (await stopOne(installation, 'postgres', steps)) || hasStopped;
}

async function stopOne(
  installation: Installation,
  name: ProgramName,
  steps: StepList,
): Promise<boolean> {
  const record = await findRunning(installation, name);
  if (record) {
    await steps.run(name, async () => {
      if (name === 'postgres') {
        // A fast shutdown; SIGTERM would wait for every client.
        sendSignal(record.pid, 'SIGINT');
        const deadline = Date.now() + GRACE_MILLISECONDS;
        while ((await isAlive(record)) && Date.now() < deadline) await delay(50);
        if (await isAlive(record)) sendSignal(record.pid, 'SIGQUIT');
        while (await isAlive(record)) await delay(50);
      } else {
        await stopProcess(record, GRACE_MILLISECONDS);
      }
      return 'stopped';
    });
  }
  await forgetProcess(installation, name);
  return record !== undefined;
}
