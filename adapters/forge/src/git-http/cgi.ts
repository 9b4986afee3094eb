import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { BugError } from '@infraforge/kernel';
import type { ForgeContext } from '../context.ts';
import type { Exchange } from '../http/exchange.ts';

export type CgiCall = {
  readonly repositoryId: number;
  /** `info/refs`, `git-upload-pack`, `git-receive-pack`. */
  readonly service: string;
  readonly remoteUser: string;
  readonly body: Readable;
  /** How the body is still encoded: `gzip`. */
  readonly encoding: string | undefined;
  /** Settings for this one run. */
  readonly settings: Readonly<Record<string, string>>;
  /** Called with every piece of the answer's body. */
  onOutput?(chunk: Buffer): void;
  /** Called when git is done, before the client learns it; `whole`: git said all that it had to say. */
  onDone?(whole: boolean): Promise<void>;
};

/** As much as git may say before the first empty line. */
const LONGEST_HEAD_BYTES = 64 * 1024;

/**
 * Runs `git http-backend` for one request (CGI, RFC 3875): the body goes in as fast as git takes it, its answer out as
 * fast as the client does. The process ends with the exchange's signal.
 */
export async function runHttpBackend(
  context: ForgeContext,
  exchange: Exchange,
  call: CgiCall,
): Promise<void> {
  const { command, environment } = context.repositories.program;
  const settings = Object.entries(call.settings).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const child = spawn(command, [...settings, 'http-backend'], {
    env: { ...environment, ...cgiEnvironment(context, exchange, call) },
    // A group of its own, so that an abort ends the pack-objects below it too.
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const kill = () => killGroup(child);
  exchange.signal.addEventListener('abort', kill, { once: true });
  if (exchange.signal.aborted) kill();
  const said: Buffer[] = [];
  child.stderr?.on('data', (chunk) => said.length < 16 && said.push(chunk));
  child.stdin?.on('error', () => {});
  let bodyError: unknown;
  call.body.on('error', (error) => {
    bodyError = error;
    kill();
  });
  call.body.pipe(child.stdin as NodeJS.WritableStream);
  const closed = once(child, 'close');
  try {
    await answer(exchange, child, call);
    await closed;
    const text = Buffer.concat(said).toString().trim();
    if (text)
      context.logger.warn(`git ${call.service} of repository ${call.repositoryId}: ${text}`);
    await call.onDone?.(true);
    exchange.response.end();
  } catch (error) {
    kill();
    await closed;
    await call.onDone?.(false);
    exchange.signal.throwIfAborted();
    throw bodyError ?? error;
  } finally {
    exchange.signal.removeEventListener('abort', kill);
  }
}

async function answer(exchange: Exchange, child: ChildProcess, call: CgiCall): Promise<void> {
  const { response, signal } = exchange;
  let head: Buffer | undefined = Buffer.alloc(0);
  for await (const chunk of child.stdout ?? []) {
    let body: Buffer = chunk;
    if (head) {
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0 && head.length > LONGEST_HEAD_BYTES)
        throw new BugError('git http-backend sent no header');
      if (end < 0) continue;
      writeHead(exchange, head.toString('latin1', 0, end));
      body = head.subarray(end + 4);
      head = undefined;
    }
    call.onOutput?.(body);
    if (!response.write(body)) await once(response, 'drain', { signal });
  }
  if (head) throw new BugError('git http-backend ended without an answer');
}

function writeHead({ response }: Exchange, head: string): void {
  response.statusCode = 200;
  for (const line of head.split('\r\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (name === 'status') response.statusCode = Number.parseInt(value, 10);
    else response.setHeader(name, value);
  }
}

function cgiEnvironment(context: ForgeContext, exchange: Exchange, call: CgiCall) {
  const { request, url } = exchange;
  const path = context.repositories.pathOf(call.repositoryId);
  const optional = {
    CONTENT_TYPE: request.headers['content-type'],
    // Not for a chunked body, nor for one that was unpacked on the way: its length is not known.
    CONTENT_LENGTH: call.body === request ? request.headers['content-length'] : undefined,
    HTTP_CONTENT_ENCODING: call.encoding,
    GIT_PROTOCOL: gitProtocol(request.headers['git-protocol']),
  };
  return {
    GIT_PROJECT_ROOT: dirname(path),
    GIT_HTTP_EXPORT_ALL: '1',
    GATEWAY_INTERFACE: 'CGI/1.1',
    PATH_INFO: `/${call.repositoryId}.git/${call.service}`,
    REQUEST_METHOD: request.method ?? 'GET',
    QUERY_STRING: url.searchParams.has('service')
      ? `service=${url.searchParams.get('service')}`
      : '',
    REMOTE_USER: call.remoteUser,
    REMOTE_ADDR: request.socket.remoteAddress ?? '',
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
  };
}

/** `version=2` and the like; anything else is not handed on. */
function gitProtocol(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' && /^[\w=:.-]{1,100}$/.test(header) ? header : undefined;
}

/** Git takes its locks and half-received objects away when it is asked to end; it is forced when it does not. */
const GRACE_MILLISECONDS = 5_000;

function killGroup(child: ChildProcess): void {
  if (child.exitCode !== null || child.signalCode !== null) return;
  signalGroup(child, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE_MILLISECONDS);
  child.once('close', () => clearTimeout(timer));
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    child.kill(signal);
  }
}
