import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dataDirectory } from './data-directory.ts';
import { createLayerStore } from './dependency-layer.ts';
import { layerMachine } from './layer-machine.ts';

/**
 * Installs the dependencies of a program or a golden path's skeleton (package.json and package-lock.json in
 * `directory`) into a data directory, so that the first pod with the same lock starts at once. Gives the layer's
 * `node_modules`. Throws PlatformError `cluster.image`.
 */
export async function prepareLayer(options: {
  /** Absolute. */
  readonly dataDirectory: string;
  readonly directory: string;
  /** What npm may see: `npmEnvironment`. */
  readonly environment: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}): Promise<string> {
  const [manifest, lock] = await Promise.all(
    ['package.json', 'package-lock.json'].map((file) =>
      readFile(join(options.directory, file), 'utf8'),
    ),
  );
  const layers = createLayerStore({
    data: dataDirectory(options.dataDirectory),
    ...layerMachine(),
    environment: options.environment,
    crashPoint: () => {},
  });
  return layers.prepare({ manifest: fillIn(manifest ?? ''), lock }, options.signal);
}

/** A skeleton's placeholders stand for a name or a text, neither of which a layer depends on. */
function fillIn(manifest: string): string {
  return manifest
    .replace(/\$\{\{[^}]*\|\s*dump\s*\}\}/g, '""')
    .replace(/\$\{\{[^}]*\}\}/g, 'placeholder');
}
