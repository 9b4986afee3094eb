import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { localFetch, tempDirectory, until } from '@infraforge/testkit';
import { execa } from 'execa';

const CHECKOUT = resolve(import.meta.dirname, '../../..');
const GAIA = join(CHECKOUT, 'bin/gaia');
/** Portal, forge, PostgreSQL, ingress, Kubernetes API: shifted together (DESIGN §4.2). */
const PORTS = {
  kubernetes: 6443,
  portal: 7007,
  forge: 7080,
  postgres: 7432,
  ingressTls: 8843,
  ingress: 8880,
};

export type Program = 'supervisor' | 'postgres' | 'kubelet' | 'server';

export type GaiaResult = {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
};

/** A platform of the test's own: `gaia up` with a data directory and ports that nobody else has. */
export type PlatformUnderTest = {
  readonly dataDirectory: string;
  readonly portal: string;
  readonly forge: string;
  /** URL of a service through the ingress. */
  url(service: string, environment?: string): string;
  /** Runs `gaia`; the exit code is for the test to judge. */
  gaia(...args: readonly string[]): Promise<GaiaResult>;
  /** Runs `gaia -o json` and gives the document. Throws when it does not end with 0. */
  read<Document>(...args: readonly string[]): Promise<Document>;
  /** `gaia up`, in the foreground of a child; returns when it says that it is ready. */
  up(environment?: Readonly<Record<string, string>>): Promise<void>;
  /** Ctrl-C. */
  interrupt(): Promise<void>;
  pid(program: Program): Promise<number>;
  kill(program: Program): Promise<void>;
  /** What the server logged. */
  serverLog(): Promise<string>;
  /** The local administrator's token. */
  token(): Promise<string>;
  /** Stops everything and removes the data. */
  remove(): Promise<void>;
};

/** Makes a platform and starts it. `environment` is added to that of `gaia up`. */
export async function startPlatformUnderTest(
  environment: Readonly<Record<string, string>> = {},
): Promise<PlatformUnderTest> {
  const folder = await tempDirectory('infraforge e2e ');
  const dataDirectory = join(folder.path, 'data');
  await mkdir(dataDirectory);
  const offset = await freeOffset();
  const ports = Object.fromEntries(
    Object.entries(PORTS).map(([name, port]) => [name, port + offset]),
  ) as typeof PORTS;
  let supervisor: ReturnType<typeof spawn> | undefined;
  // A test that is interrupted does not come to its end; what it started must.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      supervisor?.kill('SIGINT');
      process.exit(1);
    });
  }

  const gaiaEnvironment = (extra: Readonly<Record<string, string>> = {}) => ({
    ...process.env,
    NO_COLOR: '1',
    INFRAFORGE_DATA_DIR: dataDirectory,
    ...extra,
  });

  async function gaia(...args: readonly string[]): Promise<GaiaResult> {
    const { stdout, stderr, exitCode } = await execa(GAIA, args, {
      env: gaiaEnvironment(),
      extendEnv: false,
      reject: false,
      stdin: 'ignore',
      // Longer than gaia itself waits for anything.
      timeout: 600_000,
    });
    return { stdout, stderr, exitCode: exitCode ?? 1 };
  }

  async function pid(program: Program): Promise<number> {
    const record = JSON.parse(
      await readFile(join(dataDirectory, 'run', `${program}.json`), 'utf8'),
    );
    return Number(record.pid);
  }

  const platform: PlatformUnderTest = {
    dataDirectory,
    portal: `http://localhost:${ports.portal}`,
    forge: `http://localhost:${ports.forge}`,
    url: (service, env = 'dev') => `http://${service}.${env}.localhost:${ports.ingress}`,
    gaia,
    async read(...args) {
      const { stdout, stderr, exitCode } = await gaia(...args, '-o', 'json');
      if (exitCode !== 0)
        throw new Error(`gaia ${args.join(' ')} ended with ${exitCode}: ${stderr}`);
      return JSON.parse(stdout);
    },
    async up(extra = {}) {
      const log = createWriteStream(join(folder.path, 'up.log'), { flags: 'a' });
      const child = spawn(GAIA, ['up', '--port-offset', String(offset)], {
        env: gaiaEnvironment({ ...environment, ...extra }),
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      });
      supervisor = child;
      let said = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.pipe(log, { end: false });
        stream.on('data', (text) => {
          said += text;
        });
      }
      const ended = once(child, 'exit');
      await Promise.race([
        until(() => said.includes('Ctrl-C stops everything'), {
          timeoutMilliseconds: 90_000,
          what: 'the end of gaia up',
        }),
        ended.then(([code, signal]) => {
          throw new Error(`gaia up ended with ${code ?? signal}:\n${said}`);
        }),
      ]);
    },
    async interrupt() {
      if (!supervisor || supervisor.exitCode !== null || supervisor.signalCode !== null) return;
      const ended = once(supervisor, 'exit');
      supervisor.kill('SIGINT');
      await ended;
    },
    pid,
    async kill(program) {
      process.kill(await pid(program), 'SIGKILL');
    },
    serverLog: () => readFile(join(dataDirectory, 'logs/server.log'), 'utf8'),
    async token() {
      return JSON.parse(await readFile(join(dataDirectory, 'credentials'), 'utf8')).token;
    },
    async remove() {
      await platform.interrupt();
      await gaia('reset', '--yes', '--all');
      await folder.remove();
    },
  };
  await platform.up();
  return platform;
}

/** Every process of this data directory that is alive: what must be none when the platform is stopped. */
export async function processesOf(dataDirectory: string): Promise<readonly number[]> {
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) continue;
    const environment = await readFile(`/proc/${name}/environ`, 'utf8').catch(() => '');
    if (environment.split('\0').includes(`INFRAFORGE_DATA_DIR=${dataDirectory}`))
      found.push(Number(name));
  }
  return found;
}

/** The body of a service's answer, when it is 200. */
export async function answerOf(url: string): Promise<Record<string, unknown> | undefined> {
  const response = await localFetch(url);
  return response.status === 200 ? ((await response.json()) as Record<string, unknown>) : undefined;
}

/** A clone of a repository of the forge, with the administrator's token unless another one is given. */
export async function cloneRepository(
  platform: PlatformUnderTest,
  fullName: string,
  directory: string,
  token?: string,
) {
  await rm(directory, { recursive: true, force: true });
  const url = new URL(`${platform.forge}/${fullName}.git`);
  url.username = 'x-access-token';
  url.password = token ?? (await platform.token());
  const git = (...args: readonly string[]) =>
    execa('git', ['-c', 'user.name=Ana', '-c', 'user.email=ana@example.com', ...args], {
      cwd: directory,
      env: { GIT_TERMINAL_PROMPT: '0', GIT_CONFIG_NOSYSTEM: '1' },
    });
  await execa('git', ['clone', '--quiet', url.href, directory]);
  return {
    git,
    async commitAndPush(message: string): Promise<string> {
      await git('add', '--all');
      await git('commit', '--quiet', '--message', message);
      await git('push', '--quiet');
      return (await git('rev-parse', 'HEAD')).stdout;
    },
  };
}

async function freeOffset(): Promise<number> {
  for (let offset = 1000 + (process.pid % 200) * 100; offset < 50_000; offset += 100) {
    const taken = await Promise.all(Object.values(PORTS).map((port) => answers(port + offset)));
    if (!taken.includes(true)) return offset;
  }
  throw new Error('every port is taken');
}

function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });
}
