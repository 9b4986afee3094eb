import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { hasCode } from '@infraforge/kernel';

/** Linux' default of `net.ipv4.ip_unprivileged_port_start`. */
const USUAL_START = 1024;

/** Leads above the ports that Linux gives to clients (32768 to 60999): what listens there finds its port free. */
export const LOW_PORT_SHIFT = 61_000;

/** An address of Services, the last: hardly one has it. */
const TRIAL = { host: '127.127.255.254', port: 1 };

/** The lowest port that this process may listen on: 1, or where the kernel lets ordinary users begin. */
export async function firstOpenPort(): Promise<number> {
  if (await mayListen()) return 1;
  const setting = '/proc/sys/net/ipv4/ip_unprivileged_port_start';
  const text = await readFile(setting, 'utf8').catch(() => '');
  return Number.parseInt(text, 10) || USUAL_START;
}

/**
 * Where a Service answers that declares this port: there, or, when the port is below the first open one, 61000 higher.
 * Pods that run on Node are sent there (`servicePortsOption`); `<SERVICE>_SERVICE_PORT` tells the others.
 */
export function reachablePort(port: number, firstOpen: number): number {
  const isShifted = port < firstOpen && port + LOW_PORT_SHIFT < 65_536;
  return isShifted ? port + LOW_PORT_SHIFT : port;
}

function mayListen(): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(!hasCode(error, 'EACCES')));
    server.listen(TRIAL, () => server.close(() => resolve(true)));
  });
}
