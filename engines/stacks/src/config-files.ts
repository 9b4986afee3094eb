import { dirname, join } from 'node:path/posix';
import { isMap } from './data.ts';
import { refuse } from './failure.ts';
import { findFiles, isGlob } from './glob.ts';
import { mergeAll, withoutMarks } from './merge.ts';
import type { SourceTree, StackWorld } from './ports.ts';
import { readYaml } from './read-yaml.ts';
import type { Data } from './types.ts';

/** Everything `atmos.yaml` and its companions say, merged, and the folder of the last file that says something. */
export type ConfigFiles = { readonly data: Data; readonly folder: string | undefined };

const maxImportDepth = 10;

/** Finds and merges the configuration, lowest priority first. Sources: Atmos `pkg/config/load.go`. */
export function readConfigFiles(world: StackWorld): ConfigFiles {
  const { tree, workingDirectory: here, env } = world;
  const explicit = env.ATMOS_CLI_CONFIG_PATH;
  const own = configFile(tree, here) !== undefined;
  const folders = ['/usr/local/etc/atmos'];
  if (world.home !== undefined) folders.push(join(world.home, '.atmos'));
  if (!own && !explicit) {
    if (world.gitRoot !== undefined) folders.push(world.gitRoot);
    const parent = nearest(tree, dirname(here));
    if (parent !== undefined && parent !== world.gitRoot) folders.push(parent);
  }
  folders.push(here);
  if (explicit) folders.push(explicit.endsWith('.yaml') ? dirname(explicit) : explicit);
  let folder: string | undefined;
  const layers: Data[] = [];
  for (const each of folders) {
    const read = readFolder(tree, each);
    if (read.length === 0) continue;
    folder = each;
    layers.push(...read);
  }
  return { data: mergeAll(layers, 'replace'), folder };
}

function configFile(tree: SourceTree, folder: string): string | undefined {
  return ['atmos.yaml', 'atmos.yml', '.atmos.yaml', '.atmos.yml']
    .map((name) => join(folder, name))
    .find((path) => tree.isFile(path));
}

function nearest(tree: SourceTree, start: string): string | undefined {
  for (let folder = start; folder !== '/' && folder !== '.'; folder = dirname(folder)) {
    if (configFile(tree, folder) !== undefined) return folder;
  }
  return undefined;
}

function readFolder(tree: SourceTree, folder: string): readonly Data[] {
  const file = configFile(tree, folder);
  if (file === undefined) return [];
  const own = readFile(tree, file);
  return [...companions(tree, folder), ...imported(tree, own, folder, 0), own];
}

function companions(tree: SourceTree, folder: string): readonly Data[] {
  return ['atmos.d', '.atmos.d'].flatMap((name) =>
    ['yaml', 'yml']
      .flatMap((extension) => findFiles(tree, join(folder, name, `**/*.${extension}`)))
      .sort((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1))
      .flatMap((path) => {
        const data = readFile(tree, path);
        return [...imported(tree, data, folder, 0), data];
      }),
  );
}

function imported(tree: SourceTree, data: Data, folder: string, depth: number): readonly Data[] {
  const list = data.import;
  if (!Array.isArray(list) || depth >= maxImportDepth) return [];
  return list.flatMap((each) => {
    if (typeof each !== 'string' || /^[a-z]+:\/\/|^git::/.test(each)) return [];
    const path = each.startsWith('/') ? each : join(folder, each);
    const files = isGlob(path)
      ? findFiles(tree, path)
      : [path, `${path}.yaml`, `${path}.yml`].filter((file) => tree.isFile(file)).slice(0, 1);
    return files.flatMap((file) => {
      const inner = readFile(tree, file);
      return [...imported(tree, inner, folder, depth + 1), inner];
    });
  });
}

function readFile(tree: SourceTree, path: string): Data {
  const value = withoutMarks(readYaml(tree.read(path) ?? '', path));
  if (value === null) return {};
  if (!isMap(value)) throw refuse('config', `${path} is not a map`);
  return value;
}
