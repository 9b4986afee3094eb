import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  findPodProcesses,
  isAlive,
  type ProcessRef,
  readJsonFile,
} from '@infraforge/local-cluster';
import { localFetch, until } from '@infraforge/testkit';
import type { ConstantLoad, Sample } from './constant-load.ts';
import { type PlatformUnderTest, type Program, processesOf } from './platform-under-test.ts';

/** With this in their environment the programs of a platform die at the points that `arm` names. */
export const CRASHABLE = { INFRAFORGE_CRASH_AT: 'file' };

const SOON = { timeoutMilliseconds: 90_000, intervalMilliseconds: 20 };

/** From now on the program that comes to one of these points dies there, once at each. */
export async function arm(
  platform: PlatformUnderTest,
  ...points: readonly string[]
): Promise<void> {
  await writeFile(armedFile(platform), points.join('\n'));
}

/** The points that were armed and not come to. */
export async function armed(platform: PlatformUnderTest): Promise<readonly string[]> {
  const text = await readFile(armedFile(platform), 'utf8').catch(() => '');
  return text.split('\n').filter(Boolean);
}

function armedFile({ dataDirectory }: PlatformUnderTest): string {
  return join(dataDirectory, 'crash-at');
}

/** One death of a program and its return. Times are milliseconds of `performance.now()`. */
export type Death = { readonly diedAt: number; readonly isBackAt: number };

/**
 * Arms the points, does something that leads to them, and waits until the program has died at each and another one
 * answers in its place. Gives the last death. Throws when a point is not come to.
 */
export async function dieAt(
  platform: PlatformUnderTest,
  program: 'server' | 'kubelet',
  points: readonly string[],
  act: () => Promise<unknown>,
): Promise<Death> {
  let running = await processOf(platform, program);
  let death: Death = { diedAt: 0, isBackAt: 0 };
  await until(() => hasWorked(platform, program), SOON);
  await arm(platform, ...points);
  await act();
  for (const deaths of points.keys()) {
    await until(async () => !(await isAlive(running)), {
      ...SOON,
      what: `a death of the ${program} at ${await armed(platform)}`,
    });
    const diedAt = performance.now();
    const left = await armed(platform);
    if (left.length !== points.length - deaths - 1) throw new Error(`it died, not at ${left}`);
    running = await until(() => successorOf(platform, program, running), {
      ...SOON,
      what: `the return of the ${program} after ${points}`,
    });
    death = { diedAt, isBackAt: performance.now() };
  }
  return death;
}

/** What dies as soon as it is ready the supervisor starts ever more rarely; one that has worked for a while, at once. */
async function hasWorked(platform: PlatformUnderTest, program: Program): Promise<boolean> {
  const { startedAt } = (await processOf(platform, program)) as ProcessRef & { startedAt: string };
  return Date.now() - Date.parse(startedAt) > 2_500;
}

/** The process after this one, when it answers. */
async function successorOf(
  platform: PlatformUnderTest,
  program: 'server' | 'kubelet',
  before: ProcessRef,
): Promise<ProcessRef | undefined> {
  const now = await processOf(platform, program);
  return now.pid !== before.pid && (await answers(platform, program)) ? now : undefined;
}

/** The process by its record, which may be of one that is gone. */
export async function processOf(
  { dataDirectory }: PlatformUnderTest,
  program: Program,
): Promise<ProcessRef> {
  const record = await readJsonFile(join(dataDirectory, 'run', `${program}.json`));
  if (!record) throw new Error(`there is no record of the ${program}`);
  return record as ProcessRef;
}

async function answers(platform: PlatformUnderTest, program: 'server' | 'kubelet') {
  const url =
    program === 'server' ? `${platform.portal}/api/platform/v1/readiness` : platform.url('-');
  // Any answer of the ingress will do: it has no such host.
  const { status } = await localFetch(url).catch(() => ({ status: 0 }));
  return program === 'server' ? status === 200 : status === 404;
}

/** What a load saw since `from` samples: the answers that were none, and how long there was none. */
export function absence(
  load: ConstantLoad,
  from: number,
): { readonly failed: readonly Sample[]; readonly milliseconds: number } {
  const failed = load.samples.slice(from).filter(({ status }) => status !== 200);
  const began = Math.min(...failed.map((sample) => sample.began));
  const ended = Math.max(...failed.map((sample) => sample.ended));
  return { failed, milliseconds: failed.length === 0 ? 0 : ended - began };
}

const PROGRAMS = ['supervisor', 'postgres', 'kubelet', 'server'] as const;

/**
 * Processes of the platform that nobody answers for, in words: not one of its four programs or started by one, and in none
 * of these pods.
 */
export async function strayProcesses(
  platform: PlatformUnderTest,
  podUids: ReadonlySet<string>,
): Promise<readonly string[]> {
  const { dataDirectory } = platform;
  const programs = await Promise.all(PROGRAMS.map((program) => processOf(platform, program)));
  const known = new Set(programs.map(({ pid }) => pid));
  const pods = await findPodProcesses(dataDirectory);
  for (const { pid, podUid } of pods) if (podUids.has(podUid)) known.add(pid);
  const strays: string[] = [];
  for (const pid of [...(await processesOf(dataDirectory)), ...(await namedAfter(dataDirectory))]) {
    if (!(await isUnder(pid, known))) strays.push(await describe(pid));
  }
  return strays.filter(Boolean);
}

/** Processes whose command names the directory: PostgreSQL has an environment of its own. */
export async function namedAfter(directory: string): Promise<readonly number[]> {
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0 && pid !== process.pid);
  const commands = await Promise.all(pids.map(commandOf));
  return pids.filter((_, index) => commands[index]?.includes(directory));
}

/** Whether the process is one of these, or below one. */
async function isUnder(pid: number, known: ReadonlySet<number>): Promise<boolean> {
  for (let at = pid; at > 1; at = await parentOf(at)) if (known.has(at)) return true;
  return false;
}

async function parentOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0);
}

async function describe(pid: number): Promise<string> {
  const command = await commandOf(pid);
  return command && `${pid}: ${command}`;
}

async function commandOf(pid: number): Promise<string> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return command.replaceAll('\0', ' ').trim();
}
