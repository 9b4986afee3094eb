import { spawn } from 'node:child_process';
import { mkdir, open, readFile, realpath, rename, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { hasCode, PlatformError } from '@infraforge/kernel';
import { postgresBinaries } from './binaries.ts';
import { diskFull, isDiskFull } from './disk-full.ts';
import { ensureDataDirectory, ensurePassword, SUPERUSER } from './initialise.ts';
import { readPostmasterPid } from './postmaster-pid.ts';
import { isAlive, waitUntilGone } from './processes.ts';
import { findRunning, stopServer } from './running-server.ts';
import { choosePrivileges } from './unprivileged.ts';

export type PostgresOptions = {
  /** Made when it is not there. */
  readonly dataDirectory: string;
  /** On 127.0.0.1. */
  readonly port: number;
  /** Where to put a Unix socket; none when left out. */
  readonly socketDirectory?: string;
  /** Appended to; moved to `<file>.1` at a start when it has more than 10 MiB. */
  readonly logFile: string;
  /** Ends the start. A server that stands is ended by `stop`. */
  readonly signal?: AbortSignal;
  /** Database in `url`; `migrate` makes it when it is missing. */
  readonly database?: string;
  /** Server settings over ours, such as `fsync: 'off'` for tests. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Linux: the server gets SIGQUIT when the thread that started it ends, however that happens. For tests. */
  readonly endWithParent?: boolean;
  /** `PATH` for the programs that drop root's rights (unshare, setpriv). */
  readonly searchPath?: string;
};

export type RunningPostgres = {
  readonly url: string;
  readonly pid: number;
  readonly port: number;
  /** True when the server was there already, left by an earlier process that was killed. */
  readonly isAdopted: boolean;
  /** Resolves when the server has ended, for whatever reason. */
  readonly exited: Promise<void>;
  /** Fast shutdown; resolves when the process is gone. */
  stop(): Promise<void>;
};

const START_TIMEOUT_MILLISECONDS = 60_000;
const SEARCH_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const LOG_LIMIT_BYTES = 10 * 1024 * 1024;

const SETTINGS: Readonly<Record<string, string>> = {
  max_connections: '300',
  shared_buffers: '64MB',
  max_wal_size: '512MB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] %a ',
  // The platform's own connections are many and idle: a client that vanished must not hold its locks.
  tcp_keepalives_idle: '60',
};

/**
 * Starts PostgreSQL on a data directory, or adopts our own server that runs there. It outlives us when we are killed.
 * Throws PlatformError `postgres.*` that says what to do.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  try {
    return await findOrLaunch(options);
  } catch (error) {
    // Our own small files meet a full disk as well as PostgreSQL's.
    throw hasCode(error, 'ENOSPC') || hasCode(error, 'EDQUOT')
      ? diskFull(options.dataDirectory)
      : error;
  }
}

async function findOrLaunch(options: PostgresOptions): Promise<RunningPostgres> {
  const parent = dirname(options.dataDirectory);
  await mkdir(parent, { recursive: true });
  await mkdir(dirname(options.logFile), { recursive: true });
  const dataDirectory = join(await realpath(parent), basename(options.dataDirectory));
  const password = await ensurePassword(dataDirectory);
  const database = options.database ?? 'infraforge';
  const urlAt = (port: number, name = database) =>
    `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${name}`;

  const running = await findRunning(
    dataDirectory,
    (port) => urlAt(port, 'postgres'),
    process.pid,
    options.signal,
  );
  if (running?.port === options.port)
    return adopted(running.pid, running.port, urlAt(running.port));
  // It serves the port of an earlier start: a platform has one set of ports, so nobody needs it there any more.
  if (running) await stopServer(running.pid);

  await assertPortFree(options.port);
  const { pid, exited } = await launch({ ...options, dataDirectory }, password);
  return {
    url: urlAt(options.port),
    pid,
    port: options.port,
    isAdopted: false,
    exited,
    stop: () => stopServer(pid),
  };
}

function adopted(pid: number, port: number, url: string): RunningPostgres {
  const exited = (async () => {
    // Not our child: nobody tells us when it ends.
    while (!(await waitUntilGone(pid, 0))) {
      await new Promise((resolve) => setTimeout(resolve, 1000).unref());
    }
  })();
  return { url, pid, port, isAdopted: true, exited, stop: () => stopServer(pid) };
}

async function launch(
  options: PostgresOptions,
  password: string,
): Promise<{ pid: number; exited: Promise<void> }> {
  const { dataDirectory, logFile, signal } = options;
  const programs = postgresBinaries(process.platform, process.arch);
  const privileges = await choosePrivileges(process.getuid?.(), programs.postgres, dataDirectory);
  const settings = { ...SETTINGS, ...options.settings };
  const env = { PATH: options.searchPath ?? SEARCH_PATH, LC_ALL: 'C', TZ: 'UTC' };
  await ensureDataDirectory({
    dataDirectory,
    initdb: programs.initdb,
    password,
    privileges,
    env,
    sync: settings.fsync !== 'off',
    signal,
  });

  const guard = options.endWithParent ? ['setpriv', '--pdeathsig', 'QUIT'] : [];
  const flags = ['-D', dataDirectory, '-h', '127.0.0.1', '-p', String(options.port)];
  const socket = ['-k', options.socketDirectory ?? ''];
  const values = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const command = [
    ...privileges.prefix,
    ...guard,
    programs.postgres,
    ...flags,
    ...socket,
    ...values,
  ];
  const log = await openLog(logFile);
  const from = (await log.stat()).size;
  const [file = '', ...args] = command;
  const child = spawn(file, args, {
    cwd: dirname(dataDirectory),
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    env,
  });
  const exited = new Promise<void>((resolve) => {
    child.on('exit', () => resolve());
    child.on('error', () => resolve());
  });
  await log.close();
  child.unref();
  const pid = child.pid;
  const isReady = pid !== undefined && (await untilReady(dataDirectory, pid, exited, signal));
  if (isReady) return { pid, exited };
  if (pid !== undefined) await stopServer(pid);
  signal?.throwIfAborted();
  throw await startFailed(options, from);
}

/** True when the server accepts connections, false when it ended, time ran out or the signal aborted. */
async function untilReady(
  dataDirectory: string,
  pid: number,
  exited: Promise<void>,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  let hasEnded = false;
  const ended = exited.then(() => {
    hasEnded = true;
  });
  const deadline = Date.now() + START_TIMEOUT_MILLISECONDS;
  while (!hasEnded && !signal?.aborted && Date.now() < deadline) {
    const lock = await readPostmasterPid(dataDirectory);
    if (lock?.pid === pid && lock.status === 'ready') return isAlive(pid);
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 20))]);
  }
  return false;
}

async function startFailed(options: PostgresOptions, from: number): Promise<PlatformError> {
  const written = (await readFile(options.logFile)).subarray(from).toString('utf8');
  if (isDiskFull(written)) return diskFull(options.dataDirectory);
  if (/could not bind .*Address already in use/.test(written)) return portTaken(options.port);
  const reason = written
    .split('\n')
    .findLast((line) => /FATAL|PANIC|error|cannot|failed/i.test(line));
  return new PlatformError(
    'postgres.start-failed',
    `PostgreSQL did not start: ${(reason ?? written).trim() || 'it said nothing'}`,
    { hint: `The whole story is in ${options.logFile}.`, retryable: /shared memory/.test(written) },
  );
}

async function openLog(file: string): Promise<import('node:fs/promises').FileHandle> {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size > LOG_LIMIT_BYTES) await rename(file, `${file}.1`);
  return open(file, 'a', 0o600);
}

async function assertPortFree(port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? portTaken(port) : error),
    );
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve()));
  });
}

function portTaken(port: number): PlatformError {
  return new PlatformError(
    'postgres.port-taken',
    `Port ${port}, which PostgreSQL is to listen on, is taken by another program.`,
    { hint: 'Stop that program, or choose other ports: gaia up --port-offset 100' },
  );
}
