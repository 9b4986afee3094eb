import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { CommandContext } from '../context.ts';
import { run } from '../run.ts';
import { validToken } from './platform-double.ts';

export type Ran = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** When every test runs. */
export const testTime = Date.parse('2026-01-02T00:00:00Z');

/**
 * Runs a command line against a server, in this process, as a pipe sees it. `world` changes what the context says; the
 * clock goes on from `testTime`.
 */
export async function runGaia(
  words: readonly string[],
  server: string | undefined,
  world: Partial<CommandContext> = {},
): Promise<Ran> {
  const home = mkdtempSync(join(tmpdir(), 'gaia-'));
  const began = Date.now();
  let stdout = '';
  let stderr = '';
  try {
    const code = await run(words, {
      stdout: { write: (text) => (stdout += text) },
      stderr: { write: (text) => (stderr += text) },
      env: { HOME: home, GAIA_TOKEN: validToken, ...(server ? { GAIA_SERVER: server } : {}) },
      cwd: home,
      isTerminal: false,
      canAsk: false,
      colour: false,
      columns: Number.POSITIVE_INFINITY,
      checkout: resolve(import.meta.dirname, '../../../..'),
      signal: new AbortController().signal,
      now: () => testTime + (Date.now() - began),
      resolvePath: (path) => resolve(home, path),
      dataDirectory: () => join(home, '.infraforge'),
      setExitCode: () => undefined,
      ...world,
    });
    return { code, stdout, stderr };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
