import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { PlatformError } from '@infraforge/kernel';
import { parseYaml, stringifyYaml } from '@infraforge/yaml';
import type { Installation } from './installation.ts';

/** The format of the data directory that this release writes. */
const DATA_VERSION = 1;

/** What `gaia up` remembers of how it was started. */
export type LocalConfig = { readonly portOffset: number };

/** The remembered settings; the defaults when there are none. */
export async function readConfig(installation: Installation): Promise<LocalConfig> {
  const text = await readFile(installation.config, 'utf8').catch(() => undefined);
  if (text === undefined) return { portOffset: 0 };
  const found = parseYaml(text, { file: installation.config }) as
    | { portOffset?: unknown }
    | undefined;
  const offset = found?.portOffset ?? 0;
  if (typeof offset !== 'number') {
    throw new PlatformError(
      'gaia.bad-config',
      `${installation.config} is not what gaia writes: portOffset is no number.`,
      { hint: 'Correct it, or remove the file and start again.' },
    );
  }
  return { portOffset: offset };
}

export async function writeConfig(installation: Installation, config: LocalConfig): Promise<void> {
  await writeFile(installation.config, stringifyYaml(config));
}

/**
 * Makes the folders of an installation; others may pass through the topmost (a PostgreSQL of another user's has to) but
 * see nothing. Throws PlatformError `gaia.newer-data` and `gaia.data-directory`.
 */
export async function prepareDirectories(installation: Installation): Promise<void> {
  try {
    await mkdir(installation.data, { recursive: true, mode: 0o711 });
    for (const folder of [installation.keys, installation.run, installation.logs]) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
    }
  } catch (cause) {
    throw new PlatformError(
      'gaia.data-directory',
      `${installation.data} cannot be written: ${cause instanceof Error ? cause.message : cause}`,
      { cause, hint: 'Choose another place for the data: gaia up --data-dir FOLDER' },
    );
  }
  await assertVersion(installation);
}

/** Throws away what a killed server left aside, for when none runs. What its last child still writes goes the next time. */
export async function emptyTemporary({ temporary }: Installation): Promise<void> {
  await rm(temporary, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  await mkdir(temporary, { recursive: true, mode: 0o700 });
}

async function assertVersion(installation: Installation): Promise<void> {
  const text = await readFile(installation.version, 'utf8').catch(() => undefined);
  if (text === undefined) return writeFile(installation.version, `${DATA_VERSION}\n`);
  if (Number(text) <= DATA_VERSION) return;
  throw new PlatformError(
    'gaia.newer-data',
    `${installation.data} was written by a newer release (data format ${text.trim()}, this one knows ${DATA_VERSION}).`,
    { hint: 'Start that release, or use another folder: gaia up --data-dir FOLDER' },
  );
}
