import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { argocdSuite } from './argocd.ts';
import { atmosSuite } from './atmos.ts';
import { gotemplateSuite } from './gotemplate.ts';
import { hclSuite } from './hcl.ts';
import { kubeSuite } from './kube.ts';
import { kustomizeSuite } from './kustomize.ts';
import { Report, type SuiteResult } from './report.ts';

type Suite = {
  /** The folder of the data, below the conformance folder. */
  readonly folder: string;
  run(directory: string): Promise<SuiteResult>;
};

const suites: Readonly<Record<string, Suite>> = {
  argocd: { folder: 'argocd', run: argocdSuite },
  atmos: { folder: 'atmos', run: atmosSuite },
  gotemplate: { folder: 'gotemplate', run: gotemplateSuite },
  hcl: { folder: 'hcl', run: hclSuite },
  kube: { folder: 'kube', run: kubeSuite },
  kustomize: { folder: 'kustomize', run: kustomizeSuite },
};

const defaultDirectory = resolve(import.meta.dirname, '../../../../shared/conformance');

/** Runs one suite, or all of them; answers the exit code. */
async function main(names: readonly string[], directory: string): Promise<number> {
  const unknown = names.filter((name) => !suites[name]);
  if (unknown.length > 0) {
    console.error(
      `Unknown suite: ${unknown.join(', ')}. There are: ${Object.keys(suites).join(', ')}`,
    );
    return 2;
  }
  const totals = { passed: 0, failed: 0, skipped: 0 };
  for (const name of names.length > 0 ? names : Object.keys(suites)) {
    const result = await runSuite(name, directory);
    print(name, result);
    totals.passed += result.passed;
    totals.failed += result.failed;
    totals.skipped += result.skipped;
  }
  console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
  return totals.failed > 0 ? 1 : 0;
}

async function runSuite(name: string, directory: string): Promise<SuiteResult> {
  const suite = suites[name];
  const report = new Report();
  if (!suite || !existsSync(join(directory, suite.folder))) {
    report.skip(1, `${join(directory, suite?.folder ?? name)} does not exist; set CONFORMANCE_DIR`);
    return report.result();
  }
  return suite.run(directory);
}

function print(name: string, result: SuiteResult): void {
  for (const miss of result.misses) {
    console.log(
      `miss ${name}/${miss.name}\n  expected ${miss.expected}\n  actual   ${miss.actual}`,
    );
  }
  for (const note of result.notes) console.log(`${name}: ${note}`);
}

process.exitCode = await main(
  process.argv.slice(2),
  resolve(process.env.CONFORMANCE_DIR ?? defaultDirectory),
);
