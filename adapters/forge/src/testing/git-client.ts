import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The git program of a developer, with a neutral configuration. Gives its output; throws with it when git fails. */
export async function git(directory: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await run('git', ['-C', directory, ...SETTINGS, ...args], {
    env: {
      PATH: '/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin',
      HOME: '/nonexistent',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_TERMINAL_PROMPT: '0',
      LC_ALL: 'C',
    },
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}

const SETTINGS = [
  ...['-c', 'user.name=Dev', '-c', 'user.email=dev@example.org'],
  ...['-c', 'init.defaultBranch=main', '-c', 'protocol.version=2', '-c', 'safe.directory=*'],
];

/** A new repository in a new folder with one commit on `main`. */
export async function initRepository(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  await git(directory, 'init', '--quiet');
  await git(directory, 'commit', '--quiet', '--allow-empty', '-m', 'first');
}

/** The clone address with a token in it, as `http://x-access-token:<token>@host/owner/name.git`. */
export function withToken(cloneUrl: string, name: string): string {
  return cloneUrl.replace('://', `://x-access-token:t-${name}@`);
}
