import { chmod, mkdir, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode, sha256 } from '@infraforge/kernel';
import type { BuiltImage } from './built-image.ts';
import type { DataDirectory } from './data-directory.ts';
import type { LayerStore } from './dependency-layer.ts';
import { emptyImageConfig, type ImageConfig, readDockerfile } from './dockerfile.ts';
import { type FindImageSource, imageError, parseImage } from './image.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';
import { readPackageFiles } from './package-files.ts';
import { temporaryPrefix } from './temporary.ts';

export type ImageBuilder = {
  /** Builds the image if it is not there. Throws PlatformError `cluster.image` with what to do. */
  build(image: string, signal: AbortSignal): Promise<BuiltImage>;
};

export type ImageBuilderOptions = {
  readonly data: DataDirectory;
  readonly layers: LayerStore;
  readonly source: FindImageSource;
  /** Makes `node_modules` a link, for pods that see the machine's own files. */
  readonly linkModules: boolean;
  readonly crashPoint: (name: string) => void;
};

/** What is kept of a build beside its files. */
type BuildRecord = { readonly modules?: string; readonly config: ImageConfig };

/**
 * Makes images from commits: the files, what the Dockerfile says about running them, and the layer of dependencies.
 * A build is there whole or not at all; two callers who ask for one image share its build.
 */
export function createImageBuilder(options: ImageBuilderOptions): ImageBuilder {
  const running = new Map<string, Promise<BuiltImage>>();

  async function find(image: string, digest: string): Promise<BuiltImage | undefined> {
    const directory = join(options.data.builds, digest);
    const record = (await readJsonFile(join(directory, 'build.json'))) as BuildRecord | undefined;
    if (!record) return undefined;
    const { config, modules } = record;
    return { image, digest, app: join(directory, 'app'), modules, config };
  }

  async function make(image: string, digest: string, signal: AbortSignal): Promise<BuiltImage> {
    const present = await find(image, digest);
    if (present) return present;
    const source = await options.source(image);
    if (!source) throw foreignImage(image);
    await mkdir(options.data.builds, { recursive: true });
    const temporary = await mkdtemp(join(options.data.builds, temporaryPrefix()));
    try {
      await chmod(temporary, 0o755);
      const app = join(temporary, 'app');
      await mkdir(app);
      await source.checkout(app);
      const config = await imageConfig(image, app);
      const modules = await dependencies(app, signal);
      const record = modules === undefined ? { config } : { config, modules };
      await writeJsonFile(join(temporary, 'build.json'), record);
      options.crashPoint('kubelet.before-build-renamed');
      await place(temporary, join(options.data.builds, digest));
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
    const built = await find(image, digest);
    if (!built) throw imageError(`The build of ${image} has vanished.`, 'Try again.');
    return built;
  }

  async function dependencies(app: string, signal: AbortSignal): Promise<string | undefined> {
    const files = await readPackageFiles(app);
    if (!files) return undefined;
    const modules = await options.layers.prepare(files, signal);
    const link = join(app, 'node_modules');
    await rm(link, { recursive: true, force: true });
    if (options.linkModules) await symlink(modules, link);
    else await mkdir(link);
    return modules;
  }

  return {
    build(image, signal) {
      const digest = sha256(image);
      const present = running.get(digest);
      if (present) return present;
      const build = make(image, digest, signal).finally(() => running.delete(digest));
      running.set(digest, build);
      return build;
    },
  };
}

/** Somebody may have been faster: then theirs, which is the same, stays. */
async function place(temporary: string, target: string): Promise<void> {
  try {
    await rename(temporary, target);
  } catch (error) {
    if (!hasCode(error, 'ENOTEMPTY') && !hasCode(error, 'EEXIST')) throw error;
  }
}

async function imageConfig(image: string, app: string): Promise<ImageConfig> {
  const dockerfile = await readText(join(app, 'Dockerfile'));
  const config =
    dockerfile === undefined
      ? emptyImageConfig
      : readDockerfile(dockerfile, { REVISION: parseImage(image).tag });
  if (config.command.length > 0 || config.entrypoint.length > 0) return config;
  const start = await startScript(app);
  if (start === undefined) {
    throw imageError(
      `${image} says nowhere what to run.`,
      'Give its Dockerfile a CMD, or its package.json a script "start".',
    );
  }
  return { ...config, command: ['npm', 'start'] };
}

async function startScript(app: string): Promise<string | undefined> {
  const text = await readText(join(app, 'package.json'));
  if (text === undefined) return undefined;
  try {
    return (JSON.parse(text) as { scripts?: { start?: string } }).scripts?.start;
  } catch (error) {
    throw imageError('Its package.json is no JSON.', 'Correct it and push again.', error);
  }
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function foreignImage(image: string): Error {
  return imageError(
    `${image} is not an image of a repository on this forge.`,
    'The local cluster builds images from commits of its own forge: <forge>/<team>/<repository>:<commit>.',
  );
}
