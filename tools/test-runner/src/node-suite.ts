import { globSync } from 'node:fs';
import { finished } from 'node:stream/promises';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { type Counts, noCounts } from './counts.ts';

/** Runs files of node:test, each in a process of its own, and shows failures only. */
export async function runNodeSuite(
  patterns: readonly string[],
  options: { readonly concurrency: number; readonly verbose: boolean },
): Promise<Counts> {
  const files = globSync([...patterns], {
    exclude: (path) => path.includes('node_modules') || path.includes('skeleton'),
  }).sort();
  if (files.length === 0) return noCounts;
  let counts = noCounts;
  // A test that hangs fails; it does not take the others with it.
  const stream = run({ files, concurrency: options.concurrency, timeout: 180_000 });
  stream.on('test:pass', ({ details, skip, todo }) => {
    if (details.type === 'suite') return;
    const skipped = skip !== undefined || todo !== undefined;
    counts = skipped
      ? { ...counts, skipped: counts.skipped + 1 }
      : { ...counts, passed: counts.passed + 1 };
  });
  stream.on('test:fail', ({ name, file, line, details }) => {
    if (details.type === 'suite') return;
    counts = { ...counts, failed: counts.failed + 1 };
    if (!options.verbose) {
      const cause = details.error.cause instanceof Error ? details.error.cause : details.error;
      console.log(`✗ ${name}\n  ${file}:${line}\n  ${cause.stack ?? cause.message}`);
    }
  });
  if (options.verbose) stream.compose(spec).pipe(process.stdout, { end: false });
  else stream.resume();
  await finished(stream);
  return counts;
}
