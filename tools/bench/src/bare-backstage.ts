import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startPostgres } from '@infraforge/postgres';
import { freePort, tempDirectory, until } from '@infraforge/testkit';

export type BareBackstage = { readonly pid: number; stop(): Promise<void> };

/**
 * The backend that `@backstage/create-app` makes, from the plugins that we use ourselves, on a PostgreSQL of its own, which
 * is not counted as Backstage's. What our platform adds is what lies above it.
 */
export async function startBareBackstage(): Promise<BareBackstage> {
  const folder = await tempDirectory('infraforge-bare-backstage-');
  const postgres = await startPostgres({
    dataDirectory: join(folder.path, 'postgres'),
    port: await freePort(),
    logFile: join(folder.path, 'postgres.log'),
    database: 'postgres',
  });
  const port = await freePort();
  const config = join(folder.path, 'app-config.json');
  await writeFile(config, JSON.stringify(configuration(port, postgres.url)));
  const logFile = join(folder.path, 'backstage.log');
  const log = openSync(logFile, 'w');
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'bare-backstage-process.ts'), '--config', config],
    { stdio: ['ignore', log, log], cwd: join(import.meta.dirname, '../../..') },
  );
  closeSync(log);
  const stop = async () => {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode === null && child.kill('SIGKILL')) await gone;
    await postgres.stop();
    await folder.remove();
  };
  try {
    await until(
      async () => {
        if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
        const answer = await fetch(`http://127.0.0.1:${port}/.backstage/health/v1/readiness`);
        return answer.ok;
      },
      { timeoutMilliseconds: 60_000, intervalMilliseconds: 250, what: 'bare Backstage' },
    );
  } catch (cause) {
    const said = readFileSync(logFile, 'utf8')
      .replace(/^.*incomingRequest.*\n/gm, '')
      .slice(-4_000);
    await stop();
    throw new Error(`Bare Backstage does not start. It said:\n${said}`, { cause });
  }
  return { pid: child.pid ?? 0, stop };
}

function configuration(port: number, postgresUrl: string): unknown {
  const url = `http://localhost:${port}`;
  return {
    app: { title: 'Bare Backstage', baseUrl: url },
    organization: { name: 'Bench' },
    backend: {
      baseUrl: url,
      listen: `127.0.0.1:${port}`,
      auth: { keys: [{ secret: Buffer.alloc(24, 'bench').toString('base64') }] },
      database: {
        client: 'pg',
        connection: postgresUrl,
        pluginDivisionMode: 'schema',
        knexConfig: { pool: { min: 0, max: 5 } },
      },
    },
    catalog: { rules: [{ allow: ['Component', 'System', 'API', 'Resource', 'Location'] }] },
    techdocs: { builder: 'local', generator: { runIn: 'local' }, publisher: { type: 'local' } },
    permission: { enabled: false },
  };
}
