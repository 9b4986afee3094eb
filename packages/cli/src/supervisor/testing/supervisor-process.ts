import { systemClock } from '@infraforge/kernel';
import { createCrashPoint } from '@infraforge/local-cluster';
import { installationAt } from '../installation.ts';
import { startPlatform } from '../start-platform.ts';
import { createStepList } from '../step-list.ts';
import { fakePrograms } from './fake-programs.ts';

/** A supervisor over fake programs as a process of its own, so that it can be killed: `DATA PORTS BEHAVIOURS`, as JSON. */
async function main(): Promise<void> {
  const [data = '', ports = '', behaviours = '{}'] = process.argv.slice(2);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const output = {
    stdout: process.stdout,
    colour: false,
    columns: Number.POSITIVE_INFINITY,
    isTerminal: false,
    now: Date.now,
  };
  const platform = await startPlatform({
    installation: installationAt('/nowhere', data),
    portOffset: 0,
    ports: JSON.parse(ports),
    environment: process.env,
    node: { path: process.execPath, version: process.versions.node },
    signal: stop.signal,
    now: () => systemClock.now(),
    steps: createStepList(output),
    report: (message) => process.stdout.write(`report: ${message}\n`),
    crashPoint: createCrashPoint(process.env.INFRAFORGE_CRASH_AT, data),
    programs: fakePrograms(JSON.parse(behaviours)),
  });
  process.stdout.write('ready\n');
  const alive = setInterval(() => undefined, 60_000);
  await new Promise((resolve) => {
    if (stop.signal.aborted) resolve(undefined);
    stop.signal.addEventListener('abort', resolve, { once: true });
  });
  clearInterval(alive);
  await platform.stop(createStepList(output));
}

main().catch((error: { code?: string; message?: string; hint?: string }) => {
  process.stdout.write(`failed: ${error.code} ${error.message} ${error.hint}\n`);
  process.exitCode = 1;
});
