import { access, constants, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PlatformError, type Problem } from '@infraforge/kernel';
import { execa } from 'execa';
import { holderOf, isPortFree } from './port-holder.ts';
import type { Ports } from './ports.ts';

export type Check = {
  readonly name: string;
  readonly state: 'ok' | 'warning' | 'failed';
  /** What was found. */
  readonly finding: string;
  /** The same in two or three words. */
  readonly summary?: string;
  /** What to do when it is not ok. */
  readonly hint?: string;
};

const LEAST_GIT = [2, 39] as const;
const LEAST_DISK_BYTES = 1 * 2 ** 30;
const GOOD_DISK_BYTES = 3 * 2 ** 30;

/** Node's version: the programs are TypeScript that only Node 24 and later run as it is. */
export function checkNode(version: string): Check {
  const major = Number.parseInt(version, 10);
  if (major >= 24) return { name: 'node', state: 'ok', finding: `Node ${version}` };
  return {
    name: 'node',
    state: 'failed',
    finding: `Node ${version}; the platform needs 24`,
    hint: 'Start it with bin/gaia, which takes the Node that `make up` installed.',
  };
}

/** The git program, and the part of it that serves clones. */
export async function checkGit(): Promise<Check> {
  const asked = await execa('git', ['--version'], { reject: false });
  const version = /(\d+)\.(\d+)[.\d]*/.exec(asked.stdout ?? '');
  if (asked.exitCode !== 0 || !version) {
    return {
      name: 'git',
      state: 'failed',
      finding: 'git is not installed',
      hint: 'Install git 2.39 or newer: apt-get install git, dnf install git, brew install git.',
    };
  }
  const isOld =
    Number(version[1]) < LEAST_GIT[0] ||
    (Number(version[1]) === LEAST_GIT[0] && Number(version[2]) < LEAST_GIT[1]);
  if (isOld) {
    return {
      name: 'git',
      state: 'failed',
      finding: `git ${version[0]}; the forge needs 2.39`,
      hint: 'Install a newer git and start again.',
    };
  }
  const path = await execa('git', ['--exec-path'], { reject: false });
  const backend = join(path.stdout?.trim() ?? '', 'git-http-backend');
  if (!(await isExecutable(backend))) {
    return {
      name: 'git',
      state: 'failed',
      finding: `git ${version[0]} without git-http-backend (${backend})`,
      hint: 'Install the whole of git: some minimal packages leave its HTTP server out.',
    };
  }
  return {
    name: 'git',
    state: 'ok',
    finding: `git ${version[0]} with http-backend`,
    summary: `git ${version[0]}`,
  };
}

/** Room on the disk of the data directory. */
export async function checkDisk(data: string): Promise<Check> {
  const found = await firstExisting(data);
  const { bavail, bsize } = await statfs(found);
  const free = bavail * bsize;
  const summary = `${(free / 2 ** 30).toFixed(1)} GiB free`;
  const finding = `${summary} at ${found}`;
  const hint = 'Free some space there, or put the data elsewhere: gaia up --data-dir FOLDER';
  if (free < LEAST_DISK_BYTES) return { name: 'disk', state: 'failed', finding, hint };
  if (free < GOOD_DISK_BYTES) return { name: 'disk', state: 'warning', finding, hint };
  return { name: 'disk', state: 'ok', finding, summary };
}

/** Whether the ports are free; `except` are those that our own processes hold. */
export async function checkPorts(ports: Ports, except: ReadonlySet<number>): Promise<Check> {
  const taken: string[] = [];
  for (const [use, port] of Object.entries(ports)) {
    if (except.has(port) || (await isPortFree(port))) continue;
    const holder = await holderOf(port);
    taken.push(`${port} (${use}) is taken${holder ? ` by ${holder}` : ''}`);
  }
  const all = Object.values(ports).join(', ');
  if (taken.length === 0) return { name: 'ports', state: 'ok', finding: all };
  return {
    name: 'ports',
    state: 'failed',
    finding: taken.join('; '),
    hint: 'Stop what holds it, or shift all ports: gaia up --port-offset 100',
  };
}

/** Throws PlatformError `gaia.cannot-start` with everything that failed. */
export function assertAllGood(checks: readonly Check[]): void {
  const problems = checks
    .filter((check) => check.state === 'failed')
    .map(
      (check): Problem => ({
        code: `gaia.check-${check.name}`,
        message: check.finding,
        ...(check.hint ? { hint: check.hint } : {}),
      }),
    );
  const [first] = problems;
  if (!first) return;
  throw new PlatformError(
    'gaia.cannot-start',
    `The platform cannot start here: ${problems.map((problem) => problem.message).join('; ')}.`,
    { problems, hint: problems.flatMap(({ hint }) => hint ?? []).join('\n') },
  );
}

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function firstExisting(path: string): Promise<string> {
  for (let current = path; ; current = dirname(current)) {
    const isThere = await access(current).then(
      () => true,
      () => false,
    );
    if (isThere || current === dirname(current)) return current;
  }
}
