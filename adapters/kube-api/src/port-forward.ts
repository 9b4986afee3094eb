import type { IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { messageOf } from '@infraforge/kernel';
import type { KubeObject } from '@infraforge/kube';
import type { LocalPort, Pod } from '@infraforge/workloads';
import spdy, { type SpdyConnection, type SpdyStream } from 'spdy-transport';
import { callerOf } from './caller-of.ts';
import { assertMay, type Exchange, readTarget } from './exchange.ts';
import type { KubeApiOptions } from './ports.ts';
import { isExpected, Refusal, statusOf } from './refusal.ts';
import { targetOf } from './request-target.ts';
import { ownResources } from './resources.ts';

const SPDY_VERSION = 3.1;
const SWITCHING = `${[
  'HTTP/1.1 101 Switching Protocols',
  'connection: Upgrade',
  'upgrade: SPDY/3.1',
  'x-stream-protocol-version: portforward.k8s.io',
].join('\r\n')}\r\n\r\n`;

/**
 * Answers `upgrade` of an https server: `…/pods/<name>/portforward` over SPDY, which every kubectl speaks; those that
 * try a WebSocket first fall back when that is refused.
 */
export function createPortForward(api: KubeApiOptions, stopping: AbortSignal) {
  return (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const gone = new AbortController();
    socket.once('close', () => gone.abort());
    socket.on('error', () => socket.destroy());
    const signal = AbortSignal.any([gone.signal, stopping]);
    signal.addEventListener('abort', () => socket.destroy(), { once: true });
    admit(api, request, gone, signal).then(
      (pod) => {
        socket.write(SWITCHING);
        socket.unshift(head);
        forward(socket, pod);
      },
      (error: unknown) => refuse(api, socket, error),
    );
  };
}

/** The pod that may be reached. Throws what is to be answered. */
async function admit(
  api: KubeApiOptions,
  request: IncomingMessage,
  gone: AbortController,
  signal: AbortSignal,
): Promise<Pod> {
  const url = new URL(request.url ?? '/', 'https://localhost');
  const caller = await callerOf(api, request, gone);
  const target = targetOf(url.pathname, ownResources);
  if (target?.resource.kind !== 'Pod' || target.subresource !== 'portforward') {
    throw new Refusal('MethodNotAllowed', 'the local cluster forwards ports of pods only');
  }
  if (request.headers.upgrade?.toLowerCase() !== 'spdy/3.1') {
    throw new Refusal('BadRequest', 'port-forward is served over SPDY/3.1 only');
  }
  const exchange = { api, request, caller, target, query: url.searchParams, signal } as Exchange;
  assertMay(exchange, 'write');
  return asPod(await readTarget(exchange));
}

function asPod(object: KubeObject): Pod {
  const pod = object as Pod;
  if (pod.status?.phase === 'Running') return pod;
  throw new Refusal(
    'BadRequest',
    `unable to forward port because pod is not running. Current status=${pod.status?.phase ?? 'Pending'}`,
  );
}

function refuse({ logger }: KubeApiOptions, socket: Duplex, error: unknown): void {
  if (!isExpected(error)) logger.error(`Kubernetes API: port-forward failed: ${messageOf(error)}`);
  const status = statusOf(error);
  const body = JSON.stringify(status);
  socket.end(
    `HTTP/1.1 ${status.code} ${status.reason}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}

/** Each connection has two streams with one request id: one for its data, one for what goes wrong. */
function forward(socket: Duplex, pod: Pod): void {
  const connection = spdy.connection.create(socket, { protocol: 'spdy', isServer: true });
  allowBareStreams(connection);
  const errors = new Map<string, SpdyStream>();
  connection.on('error', () => socket.destroy());
  connection.on('stream', (stream: SpdyStream) => {
    const { streamtype, port = '', requestid = '' } = stream.headers;
    stream.on('error', () => stream.destroy());
    stream.respond(200, {});
    if (streamtype === 'error') {
      errors.set(requestid, stream);
      return;
    }
    const failures = errors.get(requestid);
    errors.delete(requestid);
    join(stream, failures, pod, Number(port));
  });
  connection.start(SPDY_VERSION);
}

/** Kubernetes opens streams without `:method` and `:path`, which the library asks for: it gets them. */
function allowBareStreams(connection: SpdyConnection): void {
  const { parser } = connection._spdyState;
  const parse = parser.parseKVs.bind(parser);
  parser.parseKVs = (body, done) =>
    parse(body, (error, headers) =>
      done(error, headers && { ':method': 'POST', ':path': '/', ...headers }),
    );
}

function join(stream: SpdyStream, failures: SpdyStream | undefined, pod: Pod, port: number): void {
  const local = localPort(pod.status?.localPorts ?? [], port);
  if (local === undefined) {
    failures?.end(`pod ${pod.metadata.name} has no port ${port}`);
    stream.end();
    return;
  }
  const socket: Socket = connect(local, '127.0.0.1');
  let problem: string | undefined;
  socket.on('error', (error) => {
    problem = `the process of pod ${pod.metadata.name} does not take a connection on port ${port}: ${error.message}`;
  });
  socket.once('close', () => {
    stream.end();
    failures?.end(problem);
  });
  stream.once('close', () => socket.destroy());
  stream.pipe(socket).on('error', () => undefined);
  socket.pipe(stream);
}

/** A pod with one port is meant by any number, as by a Service. */
function localPort(ports: readonly LocalPort[], wanted: number): number | undefined {
  const found = ports.find(({ containerPort }) => containerPort === wanted);
  return (found ?? (ports.length === 1 ? ports[0] : undefined))?.port;
}
