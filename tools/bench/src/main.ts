import { writeFile } from 'node:fs/promises';
import { freePort, tempDirectory } from '@infraforge/testkit';
import { Command } from 'commander';
import { firstAndSecondStart } from './measurements/first-and-second-start.ts';
import { freshClone } from './measurements/fresh-clone.ts';
import { goldenPath } from './measurements/golden-path.ts';
import { idle } from './measurements/idle.ts';
import { kustomizeBuild } from './measurements/kustomize-build.ts';
import { manyApplications } from './measurements/many-applications.ts';
import { startTimes } from './measurements/start-times.ts';
import { type BenchPlatform, benchPlatform } from './platform.ts';
import { isMissed, type Row, renderRows } from './row.ts';

type Options = {
  readonly fresh: boolean;
  readonly only?: readonly string[];
  readonly settle: number;
  readonly json?: string;
};

/** Every measurement by its name, in the order in which they run: later ones use the platform that earlier ones started. */
const measurements: Readonly<
  Record<string, (platform: BenchPlatform, options: Options) => Promise<readonly Row[]>>
> = {
  kustomize: () => kustomizeBuild(),
  applications: () => manyApplications(),
  start: firstAndSecondStart,
  gaia: startTimes,
  'golden-path': goldenPath,
  idle: (platform, { settle }) => idle(platform, settle * 1000),
};

const withoutPlatform = ['applications', 'kustomize'];

const notAsked: readonly Row[] = [
  'install (npm ci)',
  'portal and first layer',
  'make up, fresh clone',
].map((what) => ({ what, unit: 's', measured: undefined, remark: 'ask for it with --fresh' }));

async function bench(options: Options): Promise<readonly Row[]> {
  const names = Object.keys(measurements).filter((name) => options.only?.includes(name) ?? true);
  const folder = await tempDirectory('infraforge-bench-');
  const platform = benchPlatform(folder.path, (await freePort()) % 20_000);
  const rows: Row[] = [];
  const add = (found: readonly Row[]) => {
    rows.push(...found);
    process.stderr.write(renderRows(found).replace(/^.*\n/, ''));
  };
  if (options.fresh) add(await freshClone());
  else if (!options.only) add(notAsked);
  const needsPlatform = names.some((name) => !withoutPlatform.includes(name));
  try {
    if (needsPlatform && !names.includes('start')) await platform.start();
    for (const name of names) add((await measurements[name]?.(platform, options)) ?? []);
  } finally {
    if (needsPlatform) await platform.stop().catch(() => undefined);
    await folder.remove();
  }
  return rows;
}

async function main(): Promise<void> {
  const program = new Command('npm run bench --')
    .description('Measures what DESIGN §9 promises and prints a table.')
    .option('--fresh', 'also install, build and start in a fresh clone: takes minutes', false)
    .option('--only <name...>', `some of: ${Object.keys(measurements).join(', ')}`)
    .option('--settle <seconds>', 'how long to come to rest before memory and CPU', Number, 60)
    .option('--json <file>', 'write the rows as JSON too')
    .parse();
  const options = program.opts<Options>();
  const rows = await bench(options);
  process.stdout.write(renderRows(rows));
  if (options.json) await writeFile(options.json, `${JSON.stringify(rows, undefined, 2)}\n`);
  if (rows.some(isMissed)) process.exitCode = 1;
}

void main();
