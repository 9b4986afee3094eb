import { isMap, mapAt, textAt } from './data.ts';
import type { AtmosConfig, Data } from './types.ts';

/** The version that a stack's track of `atmos.yaml` wants of a dependency; undefined for an unknown one. */
export function versionOf(config: AtmosConfig, merged: Data, name: string): unknown {
  const version = mapAt(config.raw, 'version');
  const track = mapAt(mapAt(version, 'tracks'), textAt(mapAt(merged, 'version'), 'track'));
  return (
    mapAt(mapAt(track, 'dependencies'), name).desired ??
    mapAt(mapAt(version, 'dependencies'), name).desired
  );
}

/** The data of a template with `.version.<dependency>`. */
export function withVersions(config: AtmosConfig, merged: Data, data: Data): Data {
  const version = mapAt(config.raw, 'version');
  const names = Object.keys(mapAt(version, 'dependencies'));
  if (names.length === 0 || isMap(data.version)) return data;
  const values = names.map((name) => [name, versionOf(config, merged, name)] as const);
  return { ...data, version: Object.fromEntries(values) };
}
