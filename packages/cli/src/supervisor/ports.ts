import { PlatformError } from '@infraforge/kernel';

/** What listens where, all on 127.0.0.1 (DESIGN §4.2). */
export type Ports = {
  readonly portal: number;
  readonly forge: number;
  readonly postgres: number;
  readonly ingress: number;
};

const BASE: Ports = { portal: 7007, forge: 7080, postgres: 7432, ingress: 8880 };
const LARGEST = 65_535;

/** All ports, shifted together. Throws PlatformError `gaia.bad-offset` when one would leave the range. */
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
  return {
    portal: BASE.portal + offset,
    forge: BASE.forge + offset,
    postgres: BASE.postgres + offset,
    ingress: BASE.ingress + offset,
  };
}

/** The addresses that people and programs use. */
export function urlsOf(ports: Ports): { portal: string; forge: string; ingress: string } {
  return {
    portal: `http://localhost:${ports.portal}`,
    forge: `http://localhost:${ports.forge}`,
    ingress: `http://<service>.<environment>.localhost:${ports.ingress}`,
  };
}
