import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlatformError } from '@infraforge/kernel';
import { execa } from 'execa';

/** The git program with our settings and nobody else's: neither the user's nor the machine's configuration counts. */
export type GitProgram = {
  readonly command: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Runs to the end. Throws PlatformError `git.failed` unless it ends with one of `exitCodes` (default 0). */
  run(args: readonly string[], options?: RunOptions): Promise<GitResult>;
  /** Starts it with pipes. The caller ends it. */
  start(args: readonly string[]): ChildProcess;
};

type RunOptions = {
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly exitCodes?: readonly number[];
};

type GitResult = {
  readonly stdout: Buffer;
  readonly stderr: string;
  readonly exitCode: number;
};

/** No command that this adapter runs to the end takes this long; one that does hangs. */
const TIMEOUT_MILLISECONDS = 120_000;
const LARGEST_OUTPUT_BYTES = 256 * 1024 * 1024;

/**
 * Written to a home of our own. `safe.directory`: the forge may run as another user than the one that made the folder.
 * `gc.auto` off: a background gc outlives the command that started it. Hooks are off whatever a repository says.
 */
const CONFIGURATION = `[core]
\thooksPath = /dev/null
\tfilesRefLockTimeout = 5000
\tpackedRefsTimeout = 5000
\tlogAllRefUpdates = false
\tquotePath = false
[safe]
\tdirectory = *
[init]
\tdefaultBranch = main
[transfer]
\tfsckObjects = true
\thideRefs = refs/infraforge
[receive]
\tfsckObjects = true
\tautogc = false
\tadvertisePushOptions = false
[http]
\treceivepack = true
[uploadpack]
\tallowFilter = true
\tallowReachableSHA1InWant = true
[gc]
\tauto = 0
[maintenance]
\tauto = false
[advice]
\tdetachedHead = false
`;

/** Where git looks first when the caller gives no PATH. */
const DEFAULT_PATH = '/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin';

/** The environment in which git reads the configuration below `home` and no other. */
export function gitEnvironment(
  home: string,
  env: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  return {
    PATH: DEFAULT_PATH,
    ...env,
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: join(home, '.gitconfig'),
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    LC_ALL: 'C',
  };
}

/** Writes the configuration that `gitEnvironment` names. Synchronous: no command may start before it is there. */
export function writeGitConfiguration(home: string): void {
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, '.gitconfig'), CONFIGURATION);
}

/** The git program at `command`, in the given environment. */
export function createGitProgram(
  command: string,
  environment: Readonly<Record<string, string>>,
): GitProgram {
  return {
    command,
    environment,
    async run(args, options = {}) {
      const result = await execa(command, args, {
        env: { ...environment, ...options.env },
        extendEnv: false,
        encoding: 'buffer',
        stripFinalNewline: false,
        reject: false,
        timeout: TIMEOUT_MILLISECONDS,
        maxBuffer: LARGEST_OUTPUT_BYTES,
        ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
        ...(options.input === undefined ? { stdin: 'ignore' } : { input: options.input }),
      });
      const stderr = Buffer.from(result.stderr ?? '').toString();
      const exitCode = result.exitCode;
      if (exitCode === undefined || !(options.exitCodes ?? [0]).includes(exitCode)) {
        throw gitFailed(command, args, stderr || (result.shortMessage ?? ''), result.cause);
      }
      return { stdout: Buffer.from(result.stdout ?? ''), stderr, exitCode };
    },
    start(args) {
      return spawn(command, args, { env: environment, stdio: ['pipe', 'pipe', 'ignore'] });
    },
  };
}

function gitFailed(command: string, args: readonly string[], why: string, cause: unknown) {
  const missing = (cause as { code?: unknown } | undefined)?.code === 'ENOENT';
  return new PlatformError(
    missing ? 'git.not-found' : 'git.failed',
    `${command} ${args.slice(0, 6).join(' ')}: ${why.trim().slice(0, 2000)}`,
    { cause, ...(missing ? { hint: 'Install git 2.30 or later and put it on PATH' } : {}) },
  );
}
