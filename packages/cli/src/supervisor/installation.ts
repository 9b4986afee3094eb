import { join } from 'node:path';

/** Where a local platform keeps what: one folder, all of whose paths are made here. */
export type Installation = {
  /** The checkout that the programs are run from. */
  readonly checkout: string;
  readonly data: string;
  readonly config: string;
  readonly version: string;
  readonly credentials: string;
  readonly keys: string;
  readonly postgres: string;
  readonly run: string;
  readonly logs: string;
  readonly cache: string;
  /** What the server puts aside while it works; emptied before each of its starts. */
  readonly temporary: string;
};

/** The layout below the data directory, an absolute path. */
export function installationAt(checkout: string, data: string): Installation {
  return {
    checkout,
    data,
    config: join(data, 'config.yaml'),
    version: join(data, 'version'),
    credentials: join(data, 'credentials'),
    keys: join(data, 'keys'),
    postgres: join(data, 'postgres'),
    run: join(data, 'run'),
    logs: join(data, 'logs'),
    cache: join(data, 'cache'),
    temporary: join(data, 'tmp'),
  };
}

/** The log of one of the platform's programs. */
export function logOf(installation: Installation, program: string): string {
  return join(installation.logs, `${program}.log`);
}
