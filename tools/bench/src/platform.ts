import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { localFetch, until } from '@infraforge/testkit';
import { execa } from 'execa';

/** The checkout that is measured. */
export const checkout = resolve(import.meta.dirname, '../../..');

/** A platform of the bench's own: its own data folder, its own ports. */
export type BenchPlatform = {
  readonly dataDirectory: string;
  readonly portal: string;
  /** `http://<host>` of a service in dev. */
  serviceUrl(name: string): string;
  gaia(...words: readonly string[]): Promise<string>;
  /** Starts it and returns when the portal answers. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Process ids by name (`supervisor`, `server`, …), as the supervisor noted them. */
  pids(): ReadonlyMap<string, number>;
};

/** Describes a platform in a data folder; nothing is started. `root` is the checkout whose `bin/gaia` is used. */
export function benchPlatform(
  dataDirectory: string,
  portOffset: number,
  root = checkout,
): BenchPlatform {
  const portal = `http://localhost:${7007 + portOffset}`;
  const gaia = async (...words: readonly string[]) => {
    const { stdout } = await execa(
      join(root, 'bin/gaia'),
      [...words, '--data-dir', dataDirectory],
      {
        cwd: root,
        env: { GAIA_SERVER: undefined, GAIA_TOKEN: undefined },
      },
    );
    return stdout;
  };
  return {
    dataDirectory,
    portal,
    serviceUrl: (name) => `http://${name}.dev.localhost:${8880 + portOffset}`,
    gaia,
    async start() {
      await gaia('up', '--detach', '--port-offset', String(portOffset));
      await answers(`${portal}/`, 120_000);
    },
    stop: async () => void (await gaia('down')),
    pids: () => readPids(join(dataDirectory, 'run')),
  };
}

/** Waits until a URL of this machine answers 200 and returns the text. */
export async function answers(url: string, timeoutMilliseconds: number): Promise<string> {
  return await until(
    async () => {
      const response = await localFetch(url, { signal: AbortSignal.timeout(5_000) });
      const text = await response.text();
      return response.status === 200 ? text || ' ' : undefined;
    },
    { timeoutMilliseconds, intervalMilliseconds: 20, what: `200 from ${url}` },
  );
}

function readPids(folder: string): ReadonlyMap<string, number> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return new Map(
    files.flatMap((name): readonly [string, number][] => {
      const { pid } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { pid?: number };
      return typeof pid === 'number' ? [[name.replace(/\.json$/, ''), pid]] : [];
    }),
  );
}
