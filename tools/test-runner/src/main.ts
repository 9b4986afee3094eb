import { delimiter, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { add, type Counts, noCounts, summaryLine } from './counts.ts';
import { runJestSuite } from './jest-suite.ts';
import { runNodeSuite } from './node-suite.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

const UNIT = [
  'kernel/src/**/*.test.ts',
  'languages/*/src/**/*.test.ts',
  'engines/*/src/**/*.test.ts',
  'adapters/*/src/**/*.test.ts',
  'platform/src/**/*.test.ts',
  'packages/{cli,kubelet}/src/**/*.test.ts',
  'tools/*.test.ts',
  'tools/!(e2e)/src/**/*.test.ts',
];

/** Suites in the order of how quickly they tell that something is wrong. */
const SUITES: Readonly<Record<string, (verbose: boolean) => Counts | Promise<Counts>>> = {
  unit: (verbose) => runNodeSuite(UNIT, { concurrency: 2, verbose }),
  jest: () => runJestSuite(ROOT),
  // These start whole platforms: one at a time.
  e2e: (verbose) => runNodeSuite(['tools/e2e/src/**/*.test.ts'], { concurrency: 1, verbose }),
};

process.chdir(ROOT);
// As in an npm script: programs that tests start find the Node of this repository first.
process.env.PATH = `${join(ROOT, 'node_modules/.bin')}${delimiter}${process.env.PATH}`;
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { verbose: { type: 'boolean', default: false } },
});
const chosen = positionals.length > 0 ? positionals : Object.keys(SUITES);
let total = noCounts;
for (const name of chosen) {
  const suite = SUITES[name];
  if (!suite) throw new Error(`There is no suite "${name}": ${Object.keys(SUITES).join(', ')}`);
  const started = performance.now();
  const counts = await suite(values.verbose);
  total = add(total, counts);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${name}: ${summaryLine(counts)} in ${seconds} s`);
}
console.log(summaryLine(total));
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
