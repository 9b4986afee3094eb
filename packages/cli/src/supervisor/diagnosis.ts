import { lookup } from 'node:dns/promises';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageOf } from '@infraforge/kernel';
import { firstOpenPort, probeIsolation, reachablePort } from '@infraforge/local-cluster';
import { type Check, checkDisk, checkGit, checkNode, checkPorts } from './checks.ts';
import { readConfig } from './config.ts';
import type { Installation } from './installation.ts';
import { portsAt } from './ports.ts';
import { findRunning } from './run-record.ts';

export type DiagnosisOptions = {
  readonly installation: Installation;
  readonly node: { readonly path: string; readonly version: string };
  readonly version: string;
  /** Of the user who runs this; undefined where there are none. */
  readonly uid: number | undefined;
};

/** Everything about this machine that decides whether, and how well, the platform runs on it. */
export async function diagnose(options: DiagnosisOptions): Promise<readonly Check[]> {
  const { installation } = options;
  const { portOffset } = await readConfig(installation);
  const ports = portsAt(portOffset);
  const own = new Set((await isRunning(installation)) ? Object.values(ports) : []);
  return Promise.all([
    { name: 'version', state: 'ok' as const, finding: `InfraForge ${options.version}` },
    checkNode(options.node.version),
    checkGit(),
    checkDisk(installation.data),
    checkPorts(ports, own),
    checkNames(ports.ingress),
    firstOpenPort().then(servicePorts),
    checkIsolation(options),
    checkUser(options.uid),
  ]);
}

async function isRunning(installation: Installation): Promise<boolean> {
  for (const name of ['server', 'kubelet', 'postgres'] as const) {
    if (await findRunning(installation, name)) return true;
  }
  return false;
}

/** Browsers and curl take every name below localhost for this machine; the system's own resolver may not. */
async function checkNames(ingressPort: number): Promise<Check> {
  const host = 'orders.dev.localhost';
  const found = await lookup(host, { all: true }).then(
    (addresses) => addresses.map(({ address }) => address),
    () => [],
  );
  const isLocal = found.length > 0 && found.every((each) => /^127\.|^::1$/.test(each));
  if (isLocal) return { name: 'names', state: 'ok', finding: `${host} is ${found.join(', ')}` };
  return {
    name: 'names',
    state: 'ok',
    finding: `browsers, curl and gaia reach ${host}; other programs do not know the name`,
    hint: `For those: http://127.0.0.1:${ingressPort} with the header "Host: ${host}", or a line "127.0.0.1 ${host}" in /etc/hosts.`,
  };
}

/** Whether services find each other at the ports that their Services declare, most often 80. */
export function servicePorts(firstOpen: number): Check {
  const name = 'services';
  const port = reachablePort(80, firstOpen);
  if (port === 80) {
    return { name, state: 'ok', finding: 'they reach each other by name and port' };
  }
  return {
    name,
    state: 'ok',
    finding: `those on Node reach each other by name and port; for others port 80 is ${port} here, as ports below ${firstOpen} need root`,
    hint: 'For all: sudo sysctl net.ipv4.ip_unprivileged_port_start=80, then `gaia down` and `gaia up`.',
  };
}

async function checkIsolation(options: DiagnosisOptions): Promise<Check> {
  const scratch = await mkdtemp(join(tmpdir(), 'gaia-doctor-'));
  try {
    const hosts = join(scratch, 'hosts');
    const root = await mkdtemp(join(scratch, 'root-'));
    await writeFile(hosts, '127.0.0.1 localhost\n');
    const { level, reason } = await probeIsolation({
      isRoot: options.uid === 0,
      node: options.node.path,
      scratch: root,
      hosts,
    });
    if (level !== 'none') {
      return { name: 'isolation', state: 'ok', finding: `services run at level ${level}` };
    }
    return {
      name: 'isolation',
      state: 'warning',
      finding: `services run without isolation: ${reason}`,
      hint: 'Run only services that you trust here, or allow user namespaces (sysctl kernel.unprivileged_userns_clone=1, kernel.apparmor_restrict_unprivileged_userns=0).',
    };
  } catch (error) {
    return { name: 'isolation', state: 'warning', finding: messageOf(error) };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function checkUser(uid: number | undefined): Check {
  if (uid !== 0) return { name: 'user', state: 'ok', finding: `an ordinary user (${uid ?? '?'})` };
  return { name: 'user', state: 'ok', finding: 'root; PostgreSQL gives the rights up' };
}
