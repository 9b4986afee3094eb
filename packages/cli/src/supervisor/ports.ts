import { PlatformError } from '@infraforge/kernel';
import type { ProgramName } from './run-record.ts';

/** What listens where, all on 127.0.0.1 (DESIGN §4.2). */
export type Ports = {
  readonly portal: number;
  readonly forge: number;
  readonly postgres: number;
  readonly ingress: number;
  /** The Kubernetes API, https. */
  readonly kubernetes: number;
  readonly ingressTls: number;
};

const BASE: Ports = {
  portal: 7007,
  forge: 7080,
  postgres: 7432,
  ingress: 8880,
  kubernetes: 6443,
  ingressTls: 8843,
};
/** Who listens there. */
const LISTENERS: Readonly<Record<keyof Ports, ProgramName>> = {
  portal: 'server',
  forge: 'server',
  kubernetes: 'server',
  ingress: 'kubelet',
  ingressTls: 'kubelet',
  postgres: 'postgres',
};
const LARGEST = 65_535;

/**
 * The ports from 1024 on that browsers and Node's fetch refuse to speak HTTP to, https://fetch.spec.whatwg.org/#bad-port:
 * whatever listens there, nobody reaches it.
 */
const BLOCKED: ReadonlySet<number> = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669,
  6679, 6697, 10080,
]);

/**
 * All ports, shifted together. Throws PlatformError `gaia.bad-offset` when one would leave the range, or when browsers
 * refuse one of those that speak HTTP.
 */
export function portsAt(offset: number): Ports {
  const highest = LARGEST - Math.max(...Object.values(BASE));
  const lowest = 1024 - Math.min(...Object.values(BASE));
  if (!Number.isInteger(offset) || offset < lowest || offset > highest) {
    throw new PlatformError(
      'gaia.bad-offset',
      `A port offset of ${offset} leads out of the ports.`,
      {
        hint: `Give a whole number from ${lowest} to ${highest}, such as --port-offset 100.`,
      },
    );
  }
  const ports: Ports = {
    portal: BASE.portal + offset,
    forge: BASE.forge + offset,
    postgres: BASE.postgres + offset,
    ingress: BASE.ingress + offset,
    kubernetes: BASE.kubernetes + offset,
    ingressTls: BASE.ingressTls + offset,
  };
  for (const use of ['portal', 'forge', 'ingress', 'ingressTls'] as const) {
    if (!BLOCKED.has(ports[use])) continue;
    throw new PlatformError(
      'gaia.bad-offset',
      `A port offset of ${offset} gives the ${use} port ${ports[use]}, which browsers refuse to open.`,
      { hint: `Give another one, such as --port-offset ${offset + 10}.` },
    );
  }
  return ports;
}

/** The ports that a program listens on, the one that says that it is ready first. */
export function portsOf(program: ProgramName, ports: Ports): readonly number[] {
  const uses = Object.keys(LISTENERS) as (keyof Ports)[];
  return uses.filter((use) => LISTENERS[use] === program).map((use) => ports[use]);
}

/** The addresses that people and programs use. */
export function urlsOf(ports: Ports): { portal: string; forge: string; ingress: string } {
  return {
    portal: `http://localhost:${ports.portal}`,
    forge: `http://localhost:${ports.forge}`,
    ingress: `http://<service>.<environment>.localhost:${ports.ingress}`,
  };
}
