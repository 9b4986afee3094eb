import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { imageError } from './image.ts';
import { confine, type IsolationLevel, namespaceUser } from './isolation.ts';
import { type PackageFiles, parse } from './package-files.ts';

/** Where scripts of packages run: nowhere but confined, since they are other people's programs. */
export type ScriptRunner = {
  readonly level: Exclude<IsolationLevel, 'none'>;
  readonly node: string;
  /** A file that becomes `/etc/hosts`. */
  readonly hosts: string;
  readonly timeLimitMs: number;
};

/** The order in which npm runs them. */
const EVENTS = ['preinstall', 'install', 'postinstall'] as const;

/** The pods' users are by namespace, whose names have no slash. */
const BUILDER = 'build/scripts';

/**
 * Runs the install scripts of those packages of a layer that `allowScripts` in package.json names with `true`: npm
 * itself was told to run none. They see the layer and nothing else of this machine. Throws `cluster.image`.
 */
export async function runInstallScripts(
  layer: string,
  files: PackageFiles,
  runner: ScriptRunner,
  signal: AbortSignal,
): Promise<void> {
  const packages = allowedPackages(files);
  if (packages.length === 0) return;
  const root = `${layer}-root`;
  await mkdir(root, { recursive: true });
  const user = runner.level === 'users' ? namespaceUser(BUILDER) : undefined;
  if (user !== undefined) await execa('chown', ['-R', `${user}:${user}`, layer]);
  try {
    for (const path of packages) await runScripts(layer, root, path, runner, signal);
  } finally {
    if (user !== undefined) await execa('chown', ['-R', '0:0', layer]);
    await execa('rmdir', [root], { reject: false });
  }
}

/** Paths below the layer of the packages that may run their scripts. */
function allowedPackages(files: PackageFiles): readonly string[] {
  const allowed = Object.entries(parse(files.manifest, 'package.json').allowScripts ?? {})
    .filter(([, value]) => value === true)
    .map(([name]) => name);
  if (allowed.length === 0) return [];
  if (files.lock === undefined) return allowed.map((name) => `node_modules/${name}`);
  const packages = parse(files.lock, 'package-lock.json').packages ?? {};
  return Object.entries(packages)
    .filter(([, entry]) => (entry as { hasInstallScript?: boolean }).hasInstallScript === true)
    .map(([path]) => path)
    .filter((path) => allowed.includes(path.split('node_modules/').at(-1) ?? ''));
}

async function runScripts(
  layer: string,
  root: string,
  path: string,
  runner: ScriptRunner,
  signal: AbortSignal,
): Promise<void> {
  const manifest = await readFile(join(layer, path, 'package.json'), 'utf8').catch(() => undefined);
  // A package for another platform is in the lock and not in the layer.
  if (manifest === undefined) return;
  const { name, version, scripts } = JSON.parse(manifest) as {
    name: string;
    version: string;
    scripts?: Readonly<Record<string, string>>;
  };
  for (const event of EVENTS) {
    const script = scripts?.[event];
    if (!script) continue;
    const [file = '', ...args] = confine(
      runner.level,
      {
        root,
        app: layer,
        isWritable: true,
        modules: undefined,
        node: runner.node,
        hosts: runner.hosts,
        namespace: BUILDER,
        workingDirectory: `/app/${path}`,
        hide: [],
      },
      [
        '/usr/bin/env',
        'PATH=/node/bin:/app/node_modules/.bin:/usr/local/bin:/usr/bin:/bin',
        '/bin/sh',
        '-c',
        script,
      ],
    );
    const result = await execa(file, args, {
      cwd: '/',
      extendEnv: false,
      env: {
        HOME: '/tmp',
        TMPDIR: '/tmp',
        npm_lifecycle_event: event,
        npm_package_name: name,
        npm_package_version: version,
        INIT_CWD: '/app',
      },
      all: true,
      stdin: 'ignore',
      timeout: runner.timeLimitMs,
      cancelSignal: signal,
      maxBuffer: 2 ** 20,
      reject: false,
    });
    if (result.exitCode === 0) continue;
    const said = (result.all ?? '').trim().split('\n').slice(-4).join(' | ');
    throw imageError(
      `The ${event} script of ${name}@${version} failed: ${said || result.shortMessage}`,
      'Remove it from allowScripts in package.json, or choose another version.',
    );
  }
}
