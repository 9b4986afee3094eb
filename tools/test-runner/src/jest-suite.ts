import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Counts } from './counts.ts';

type JestResult = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numRuntimeErrorTestSuites: number;
};

/** Runs Backstage's jest over the plugins, the portal and the server. */
export function runJestSuite(root: string): Counts {
  const folder = mkdtempSync(join(tmpdir(), 'infraforge-jest-'));
  const outputFile = join(folder, 'jest.json');
  try {
    const { status } = spawnSync(
      process.execPath,
      [
        join(root, 'node_modules/@backstage/cli/bin/backstage-cli'),
        'repo',
        'test',
        '--watchAll=false',
        '--json',
        `--outputFile=${outputFile}`,
        '--maxWorkers=2',
      ],
      { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, CI: '1' } },
    );
    if (!existsSync(outputFile)) {
      if (status === 0) return { passed: 0, failed: 0, skipped: 0 };
      throw new Error(`jest ended with ${status} and wrote no result`);
    }
    const result = JSON.parse(readFileSync(outputFile, 'utf8')) as JestResult;
    return {
      passed: result.numPassedTests,
      failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
      skipped: result.numPendingTests,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
