import { connect } from 'node:net';
import type { Probe } from '@infraforge/workloads';
import { execa } from 'execa';
import { Agent, request } from 'undici';

export type ProbeResult = { readonly ok: boolean; readonly message: string };

export type ProbeContext = {
  /** The port on this machine for a port of the container. */
  readonly portOf: (port: string | number) => number | undefined;
  /** The command that runs a program where the container's runs; undefined when that is not possible. */
  readonly inside: (command: readonly string[]) => readonly string[];
  readonly timeoutMs: number;
};

export type ProbeRunner = {
  run(probe: Probe, context: ProbeContext): Promise<ProbeResult>;
  close(): Promise<void>;
};

/** Kubernetes' probes against processes of this machine. A probe never reuses a connection, as Kubernetes' do not. */
export function createProbeRunner(): ProbeRunner {
  const agent = new Agent({ pipelining: 0, keepAliveTimeout: 1 });
  return {
    run(probe, context) {
      if (probe.httpGet) return http(agent, probe.httpGet, context);
      if (probe.tcpSocket) return tcp(probe.tcpSocket.port, context);
      if (probe.exec) return execute(probe.exec.command, context);
      return Promise.resolve({ ok: true, message: 'the probe asks for nothing' });
    },
    close: () => agent.close(),
  };
}

/** 200 to 399 is a success. Redirects are an answer and are not followed. */
async function http(
  agent: Agent,
  get: NonNullable<Probe['httpGet']>,
  context: ProbeContext,
): Promise<ProbeResult> {
  const port = context.portOf(get.port);
  if (port === undefined) return unknownPort(get.port);
  const path = get.path?.startsWith('/') ? get.path : `/${get.path ?? ''}`;
  try {
    const response = await request(`http://127.0.0.1:${port}${path}`, {
      dispatcher: agent,
      headers: [
        'user-agent',
        'kube-probe/infraforge',
        'connection',
        'close',
        ...(get.httpHeaders ?? []).flatMap(({ name, value }) => [name, value]),
      ],
      signal: AbortSignal.timeout(context.timeoutMs),
    });
    await response.body.dump();
    const { statusCode } = response;
    const ok = statusCode >= 200 && statusCode < 400;
    return { ok, message: `HTTP probe ${path} answered with status ${statusCode}` };
  } catch (error) {
    return { ok: false, message: `HTTP probe ${path}: ${reason(error, context)}` };
  }
}

function tcp(name: string | number, context: ProbeContext): Promise<ProbeResult> {
  const port = context.portOf(name);
  if (port === undefined) return Promise.resolve(unknownPort(name));
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const finish = (result: ProbeResult) => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(context.timeoutMs, () =>
      finish({ ok: false, message: `TCP probe: no connection within ${context.timeoutMs} ms` }),
    );
    socket.once('connect', () => finish({ ok: true, message: 'TCP probe connected' }));
    socket.once('error', (error) =>
      finish({ ok: false, message: `TCP probe: ${reason(error, context)}` }),
    );
  });
}

async function execute(command: readonly string[], context: ProbeContext): Promise<ProbeResult> {
  const [file = '', ...args] = context.inside(command);
  const result = await execa(file, args, {
    timeout: context.timeoutMs,
    reject: false,
    all: true,
    stdin: 'ignore',
    maxBuffer: 10_240,
    cwd: '/',
    forceKillAfterDelay: 100,
  });
  const said = (result.all || '').trim().slice(-200);
  if (result.exitCode === 0) return { ok: true, message: 'the command succeeded' };
  const why = result.timedOut ? `no end within ${context.timeoutMs} ms` : `exit ${result.exitCode}`;
  return { ok: false, message: `Exec probe: ${why}${said ? `: ${said}` : ''}` };
}

function unknownPort(name: string | number): ProbeResult {
  return { ok: false, message: `the container has no port ${name}` };
}

function reason(error: unknown, context: ProbeContext): string {
  const { name, code, message } = error as { name?: string; code?: string; message?: string };
  if (name === 'TimeoutError' || name === 'AbortError') {
    return `no answer within ${context.timeoutMs} ms`;
  }
  return code === 'ECONNREFUSED' ? 'nothing listens on the port' : (message ?? String(error));
}
