import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '@infraforge/kernel';
import { migrate, openDatabase, type RunningPostgres, startPostgres } from '@infraforge/postgres';
import { type Installation, logOf } from './installation.ts';
import { failuresAfter, pauseAfter } from './keep-running.ts';
import { forgetProcess, recordProcess } from './run-record.ts';

export type KeptPostgres = {
  readonly url: string;
  readonly isAdopted: boolean;
  stop(): Promise<void>;
};

export type KeepPostgresOptions = {
  readonly installation: Installation;
  readonly port: number;
  readonly searchPath: string | undefined;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  readonly report: (message: string) => void;
};

/** Starts or adopts PostgreSQL, and starts it again whenever it ends. Throws what the first start throws. */
export async function keepPostgres(options: KeepPostgresOptions): Promise<KeptPostgres> {
  const { installation } = options;
  const stopping = new AbortController();
  const logFile = logOf(installation, 'postgres');

  async function start(signal: AbortSignal): Promise<RunningPostgres> {
    const server = await startPostgres({
      dataDirectory: installation.postgres,
      port: options.port,
      logFile,
      signal,
      ...(options.searchPath ? { searchPath: options.searchPath } : {}),
    });
    await recordProcess(installation, 'postgres', server.pid, options.now());
    return server;
  }

  let current = await start(options.signal);
  const { url, isAdopted } = current;

  async function run(): Promise<void> {
    for (let failures = 0; ; ) {
      const began = Date.now();
      await current.exited;
      if (stopping.signal.aborted) return;
      failures = failuresAfter(failures, { wasReady: true, milliseconds: Date.now() - began });
      options.report(`postgres ended; starting it again. Log: ${logFile}`);
      for (;;) {
        await delay(pauseAfter(failures), undefined, { signal: stopping.signal }).catch(
          () => undefined,
        );
        if (stopping.signal.aborted) return;
        try {
          current = await start(stopping.signal);
          break;
        } catch (error) {
          failures += 1;
          options.report(`postgres did not start: ${messageOf(error)}`);
        }
      }
    }
  }

  const running = run();
  return {
    url,
    isAdopted,
    async stop() {
      stopping.abort();
      await current.stop();
      await running;
      await forgetProcess(installation, 'postgres');
    },
  };
}

/** Makes the platform's database, or brings it to this release. */
export async function prepareDatabase(url: string): Promise<void> {
  const database = openDatabase({ url, applicationName: 'gaia up', max: 2 });
  try {
    await migrate(database);
  } finally {
    await database.close();
  }
}
