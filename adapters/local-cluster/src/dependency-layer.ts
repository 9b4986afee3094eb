import { chmod, mkdir, mkdtemp, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOf, hasCode } from '@infraforge/kernel';
import { execa } from 'execa';
import type { DataDirectory } from './data-directory.ts';
import { imageError } from './image.ts';
import { runInstallScripts, type ScriptRunner } from './install-scripts.ts';
import { type PackageFiles, parse } from './package-files.ts';
import { exists, removeTree, temporaryPrefix } from './temporary.ts';

export type LayerStore = {
  /**
   * The directory `node_modules` for these files, installed if no other program needed the same before. Throws
   * PlatformError `cluster.image` with the end of npm's output.
   */
  prepare(files: PackageFiles, signal: AbortSignal): Promise<string>;
};

export type LayerStoreOptions = {
  readonly data: DataDirectory;
  /** Of the Node that runs the programs: `24.21.0`. */
  readonly nodeVersion: string;
  /** `linux-x64-glibc` */
  readonly platform: string;
  /** What npm sees of the environment: PATH, HOME and the machine's registry settings, no secrets. */
  readonly environment: Readonly<Record<string, string>>;
  /** Runs the scripts of packages that are allowed to; none run without it. */
  readonly scripts?: ScriptRunner;
  readonly timeLimitMs?: number;
  readonly sizeLimitBytes?: number;
  readonly crashPoint: (name: string) => void;
};

const TIME_LIMIT_MS = 5 * 60_000;
const SIZE_LIMIT_BYTES = 2 * 2 ** 30;

/** Layers of dependencies, each installed once for all programs with the same lock and read-only from then on. */
export function createLayerStore(options: LayerStoreOptions): LayerStore {
  const running = new Map<string, Promise<string>>();

  async function install(key: string, files: PackageFiles, signal: AbortSignal): Promise<string> {
    const target = join(options.data.layers, key);
    const modules = join(target, 'node_modules');
    if (await exists(modules)) return modules;
    await mkdir(options.data.layers, { recursive: true });
    const temporary = await mkdtemp(join(options.data.layers, temporaryPrefix()));
    try {
      await chmod(temporary, 0o755);
      await writeFile(join(temporary, 'package.json'), files.manifest);
      if (files.lock !== undefined) {
        await writeFile(join(temporary, 'package-lock.json'), files.lock);
      }
      await runNpm(temporary, files, options, signal);
      await mkdir(join(temporary, 'node_modules'), { recursive: true });
      if (options.scripts) await runInstallScripts(temporary, files, options.scripts, signal);
      await checkSize(temporary, options.sizeLimitBytes ?? SIZE_LIMIT_BYTES);
      options.crashPoint('kubelet.before-layer-renamed');
      await execa('chmod', ['-R', 'a+rX,a-w', join(temporary, 'node_modules')]);
      await place(temporary, target);
      options.crashPoint('kubelet.layer-renamed');
    } finally {
      await removeTree(temporary);
    }
    return modules;
  }

  return {
    async prepare(files, signal) {
      const key = layerKey(files, options);
      const present = running.get(key);
      if (present) return present;
      const installing = install(key, files, signal).finally(() => running.delete(key));
      running.set(key, installing);
      return installing;
    },
  };
}

/** What decides the content of a layer: the lock without the program's own name and version, and the machine. */
export function layerKey(
  files: PackageFiles,
  machine: { readonly nodeVersion: string; readonly platform: string },
): string {
  const manifest = parse(files.manifest, 'package.json');
  const { nodeVersion, platform } = machine;
  const scripts = manifest.allowScripts;
  if (files.lock === undefined) {
    const { dependencies, optionalDependencies, overrides } = manifest;
    return digestOf({
      dependencies,
      optionalDependencies,
      overrides,
      scripts,
      nodeVersion,
      platform,
    });
  }
  const packages = parse(files.lock, 'package-lock.json').packages as
    | Readonly<Record<string, object>>
    | undefined;
  if (!packages) {
    throw imageError(
      'package-lock.json has no "packages": it was written by npm 6 or older.',
      'Run `npm install` with a newer npm and commit the new package-lock.json.',
    );
  }
  const {
    name: _name,
    version: _version,
    ...root
  } = (packages[''] ?? {}) as {
    name?: string;
    version?: string;
  };
  return digestOf({ packages: { ...packages, '': root }, scripts, nodeVersion, platform });
}

async function runNpm(
  directory: string,
  files: PackageFiles,
  options: LayerStoreOptions,
  signal: AbortSignal,
): Promise<void> {
  const command = files.lock === undefined ? 'install' : 'ci';
  const flags = ['--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
  const result = await execa('npm', [command, ...flags, '--no-update-notifier'], {
    cwd: directory,
    env: { ...options.environment },
    extendEnv: false,
    all: true,
    stdin: 'ignore',
    timeout: options.timeLimitMs ?? TIME_LIMIT_MS,
    cancelSignal: signal,
    maxBuffer: 2 ** 20,
    reject: false,
  });
  if (result.exitCode === 0) return;
  const limit = Math.round((options.timeLimitMs ?? TIME_LIMIT_MS) / 1000);
  const why = result.timedOut
    ? `took longer than ${limit} s`
    : saidBy(result.all || result.message || '');
  throw imageError(`npm ${command} failed: ${why}`, hintFor(why));
}

/** npm says first what is wrong; how it is used and where the log is come after that. */
function saidBy(output: string): string {
  const lines = output.split('\n');
  const errors = lines.filter((line) => /^npm (error|ERR!)/.test(line));
  return (errors.length > 0 ? errors : lines)
    .map((line) => line.replace(/^npm (error|ERR!|warn)\s*(code \w+|\d{3}\b)?/i, '').trim())
    .filter((line) => line !== '' && !line.startsWith('A complete log'))
    .slice(0, 5)
    .join(' | ');
}

function hintFor(output: string): string {
  if (/ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT|network/i.test(output)) {
    return 'Check that this machine reaches the npm registry (npm ping).';
  }
  if (/in sync|EUSAGE/i.test(output)) {
    return 'Run `npm install`, commit package-lock.json and push again.';
  }
  return 'Correct package.json and package-lock.json and push again.';
}

async function checkSize(directory: string, limitBytes: number): Promise<void> {
  const { stdout } = await execa('du', ['-sk', directory]);
  const bytes = Number.parseInt(stdout, 10) * 1024;
  if (bytes <= limitBytes) return;
  const mebibytes = (size: number) => `${Math.round(size / 2 ** 20)} MiB`;
  throw imageError(
    `Its dependencies take ${mebibytes(bytes)}, more than the ${mebibytes(limitBytes)} that are allowed.`,
    'Remove dependencies that the program does not need at run time.',
  );
}

/** Somebody may have been faster: then theirs, which is the same, stays. */
async function place(temporary: string, target: string): Promise<void> {
  try {
    await rename(temporary, target);
  } catch (error) {
    if (!hasCode(error, 'ENOTEMPTY') && !hasCode(error, 'EEXIST')) throw error;
  }
}
