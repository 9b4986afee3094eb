import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '@infraforge/kernel';
import { build } from '@infraforge/kustomize';
import { goYaml3Dialect, parseAllYaml } from '@infraforge/yaml';
import { firstDifference } from './difference.ts';
import { diskTree } from './disk-tree.ts';
import { Report, type SuiteResult } from './report.ts';

/** 77 cases of kustomize's own tests and 200 builds of a real estate, against `kubectl kustomize`. */
export async function kustomizeSuite(directory: string): Promise<SuiteResult> {
  const report = new Report();
  const cases = join(directory, 'kustomize', 'cases');
  for (const name of readdirSync(cases).sort()) await runCase(report, join(cases, name), name);
  const before = report.result();
  report.note(`cases: ${before.passed} passed, ${before.failed} failed`);
  const real = join(directory, 'kustomize', 'real');
  const times: number[] = [];
  for (const file of readdirSync(join(real, 'expected')).sort()) {
    times.push(await runReal(report, real, file));
  }
  const after = report.result();
  report.note(
    `real: ${after.passed - before.passed} passed, ${after.failed - before.failed} failed; ` +
      `median ${median(times).toFixed(2)} ms, slowest ${Math.max(...times).toFixed(1)} ms`,
  );
  return report.result();
}

async function runCase(report: Report, directory: string, name: string): Promise<void> {
  const target = readFileSync(join(directory, 'target'), 'utf8').trim();
  const result = await build(diskTree(join(directory, 'input')), target);
  const expectedFile = join(directory, 'expected.yaml');
  if (!existsSync(expectedFile)) {
    if (result.ok) report.miss(`cases/${name}`, 'an error', 'a result');
    else report.pass();
    return;
  }
  compareBuild(report, `cases/${name}`, { expected: readFileSync(expectedFile, 'utf8'), result });
}

async function runReal(report: Report, directory: string, file: string): Promise<number> {
  const path = file.replace(/\.yaml$/, '').replaceAll('__', '/');
  const tree = diskTree(join(directory, 'tree'));
  await build(tree, path);
  const start = performance.now();
  const result = await build(tree, path);
  const time = performance.now() - start;
  const expected = readFileSync(join(directory, 'expected', file), 'utf8');
  compareBuild(report, `real/${path}`, { expected, result });
  return time;
}

type Outcome = { readonly expected: string; readonly result: Awaited<ReturnType<typeof build>> };

function compareBuild(report: Report, name: string, { expected, result }: Outcome): void {
  const wanted = parseAllYaml(expected, { dialect: goYaml3Dialect });
  if (!result.ok) {
    report.miss(name, `${wanted.length} objects`, JSON.stringify(result.problems));
    return;
  }
  const difference = firstDifference(
    JSON.parse(canonicalJson(wanted)),
    JSON.parse(canonicalJson(result.objects)),
  );
  if (!difference) report.pass();
  else report.miss(name, difference.left, `${difference.right} at ${difference.path}`);
}

function median(times: readonly number[]): number {
  const sorted = [...times].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
