import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { glob, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { npmEnvironment, prepareLayer } from '@infraforge/local-cluster';

/** Builds what `gaia up` needs and git does not hold: the portal, and the dependencies of the golden path. */
const ROOT = resolve(import.meta.dirname, '../..');
const PORTAL = join(ROOT, 'packages/app');
const PORTAL_STAMP = join(PORTAL, 'dist', '.sources');
const PORTAL_SOURCES = [
  'package-lock.json',
  'app-config.yaml',
  'packages/app/package.json',
  'packages/app/{src,public}/**',
  'plugins/*/{src,config.d.ts}',
  'plugins/*/src/**',
];
const SKELETON = join(ROOT, 'templates/nodejs-service/skeleton');

async function main(): Promise<void> {
  const results = await Promise.allSettled([buildPortal(), installLayer()]);
  const failed = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  for (const error of failed) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    const { hint } = error as { hint?: string };
    if (hint) process.stderr.write(`${hint}\n`);
  }
  // Without the layer the first service takes longer; without the portal there is nothing to show.
  if (results[0].status === 'rejected') process.exitCode = 1;
}

async function buildPortal(): Promise<void> {
  const sources = await digestOfFiles(PORTAL_SOURCES);
  const built = await readFile(PORTAL_STAMP, 'utf8').catch(() => '');
  if (built === sources && existsSync(join(PORTAL, 'dist/index.html'))) return;
  const began = performance.now();
  await run(process.execPath, [backstageCli(), 'package', 'build'], PORTAL);
  await writeFile(PORTAL_STAMP, sources);
  done('portal', 'built', began);
}

async function installLayer(): Promise<void> {
  const began = performance.now();
  const data = dataDirectory();
  await mkdir(data, { recursive: true, mode: 0o711 });
  const before = new Set(await entries(join(data, 'layers')));
  const layer = await prepareLayer({
    dataDirectory: data,
    directory: SKELETON,
    environment: npmEnvironment(process.env, dirname(process.execPath)),
    signal: AbortSignal.timeout(5 * 60_000),
  });
  const isNew = !before.has(layer.split('/').at(-2) ?? '');
  if (isNew) done('template', "the golden path's dependencies", began);
}

function dataDirectory(): string {
  const words = process.argv.slice(2);
  const joined = words.find((word) => word.startsWith('--data-dir='))?.split('=')[1];
  const flag = words.indexOf('--data-dir');
  const named = joined ?? (flag >= 0 ? words[flag + 1] : undefined);
  return resolve(ROOT, named ?? process.env.INFRAFORGE_DATA_DIR ?? '.infraforge');
}

function backstageCli(): string {
  return join(ROOT, 'node_modules/@backstage/cli/bin/backstage-cli');
}

async function digestOfFiles(patterns: readonly string[]): Promise<string> {
  const files = new Set<string>();
  for (const pattern of patterns) {
    for await (const entry of glob(pattern, { cwd: ROOT, withFileTypes: true })) {
      if (entry.isFile()) files.add(join(entry.parentPath, entry.name));
    }
  }
  const hash = createHash('sha256');
  for (const file of [...files].sort())
    hash
      .update(file)
      .update('\0')
      .update(await readFile(file));
  return hash.digest('hex');
}

async function entries(directory: string): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const name of glob('*', { cwd: directory })) found.push(name);
  return found;
}

/** Runs a program quietly; what it said is the message when it fails. */
function run(file: string, args: readonly string[], cwd: string): Promise<void> {
  return new Promise((resolvePromise, reject) => {
    const child = spawn(file, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stdout.on('data', (chunk) => (said += chunk));
    child.stderr.on('data', (chunk) => (said += chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolvePromise();
      else reject(new Error(`${args.slice(1).join(' ')} failed in ${cwd}:\n${said.slice(-4000)}`));
    });
  });
}

function done(title: string, detail: string, began: number): void {
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(`✓ ${title.padEnd(12)} ${detail.padEnd(36)} ${seconds.padStart(5)} s\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
