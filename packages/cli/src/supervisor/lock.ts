import { createServer, type Server } from 'node:net';
import { PlatformError, sha256 } from '@infraforge/kernel';
import type { Installation } from './installation.ts';
import { findRunning } from './run-record.ts';

/**
 * Makes this process the only supervisor of the installation until it ends, however it ends: the kernel gives one of many
 * starters the abstract socket of that name and takes it back with the process. Throws PlatformError `gaia.running`.
 */
export async function takeLock(installation: Installation): Promise<() => Promise<void>> {
  const running = await findRunning(installation, 'supervisor');
  if (running) throw alreadyRunning(installation, running.pid);
  if (process.platform !== 'linux') return async () => undefined;
  const name = `\0infraforge-supervisor-${sha256(installation.data).slice(0, 32)}`;
  const server = createServer((socket) => socket.destroy());
  const isOurs = await listen(server, name);
  if (!isOurs) {
    throw alreadyRunning(installation, (await findRunning(installation, 'supervisor'))?.pid);
  }
  server.unref();
  return () => new Promise((resolve) => server.close(() => resolve()));
}

function listen(server: Server, name: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    );
    server.listen(name, () => resolve(true));
  });
}

function alreadyRunning(installation: Installation, pid: number | undefined): PlatformError {
  const who = pid === undefined ? 'is just being started by another `gaia up`' : 'runs already';
  const process = pid === undefined ? '' : ` (process ${pid})`;
  return new PlatformError(
    'gaia.running',
    `The platform in ${installation.data} ${who}${process}.`,
    {
      hint: '`gaia status` shows it and `gaia down` stops it. A second one beside it needs its own folder and ports: gaia up --data-dir FOLDER --port-offset 100',
    },
  );
}
