import { PlatformError } from '@infraforge/kernel';
import type { ProblemDocument } from '@infraforge/plugin-platform-common';
import type { ServerAccess } from './server-access.ts';

/** One server-sent event. `data` is what the server sent as text. */
export type ServerEvent = { readonly event: string; readonly data: string };

/** HTTP with the platform's manners: bearer token, JSON, problem documents turned into `PlatformError`s. */
export type HttpClient = {
  get<T>(path: string, options?: RequestLimits): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
  delete<T>(path: string): Promise<T>;
  /** Server-sent events until the server or `signal` ends them. */
  events(path: string): AsyncIterable<ServerEvent>;
};

export type RequestLimits = { readonly timeoutMilliseconds?: number };

const defaultTimeoutMilliseconds = 30_000;

const serverAway = 'gaia.server-away';

export function createHttpClient(access: ServerAccess, signal: AbortSignal): HttpClient {
  const request = async (
    method: string,
    path: string,
    options: { body?: unknown; accept?: string; limit?: number },
  ): Promise<Response> => {
    const limit = options.limit;
    const headers: Record<string, string> = {
      accept: options.accept ?? 'application/json',
      'user-agent': 'gaia',
    };
    if (access.token) headers.authorization = `Bearer ${access.token}`;
    if (options.body !== undefined) headers['content-type'] = 'application/json';
    const init: RequestInit = {
      method,
      headers,
      redirect: 'error',
      signal: limit === undefined ? signal : AbortSignal.any([signal, AbortSignal.timeout(limit)]),
    };
    if (options.body !== undefined) init.body = JSON.stringify(options.body);
    let response: Response;
    try {
      response = await fetch(`${access.server}/api/platform/v1${path}`, init);
    } catch (error) {
      throw connectionError(access, error, signal);
    }
    if (!response.ok) throw await answerError(access, response);
    return response;
  };
  const json = async <T>(
    method: string,
    path: string,
    body?: unknown,
    limit = defaultTimeoutMilliseconds,
  ): Promise<T> => {
    const response = await request(method, path, { body, limit });
    // A server that dies may have begun its answer.
    const text = await response.text().catch((error: unknown) => {
      throw connectionError(access, error, signal);
    });
    if (text === '') return undefined as T;
    try {
      return JSON.parse(text) as T;
    } catch (cause) {
      throw new PlatformError(
        'gaia.no-json',
        `${access.server} answered with something that is no JSON.`,
        { cause, hint: 'Check that the address is that of an InfraForge platform.' },
      );
    }
  };

  return {
    get: (path, options) => json('GET', path, undefined, options?.timeoutMilliseconds),
    post: (path, body) => json('POST', path, body),
    delete: (path) => json('DELETE', path),
    async *events(path) {
      const response = await request('GET', path, { accept: 'text/event-stream' });
      if (!response.body) return;
      const { EventSourceParserStream } = await import('eventsource-parser/stream');
      const events = response.body
        .pipeThrough(new TextDecoderStream())
        .pipeThrough(new EventSourceParserStream());
      try {
        for await (const { event, data } of events) yield { event: event ?? 'message', data };
      } catch (error) {
        if (!signal.aborted) throw connectionError(access, error, signal);
      }
    },
  };
}

function connectionError(access: ServerAccess, error: unknown, signal: AbortSignal): Error {
  if (signal.aborted) return signal.reason instanceof Error ? signal.reason : new Error('Stopped.');
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  // Each address of a name was tried: the first failure speaks for all.
  const reason = cause instanceof AggregateError ? (cause.errors[0] ?? cause) : cause;
  if (error instanceof Error && error.name === 'TimeoutError') {
    return new PlatformError(
      serverAway,
      `The platform at ${access.server} does not answer in time.`,
      {
        hint: 'Look at `gaia status` and `gaia doctor`, then try again.',
        retryable: true,
      },
    );
  }
  return new PlatformError(serverAway, `The platform does not answer at ${access.server}.`, {
    cause: reason,
    hint: access.local
      ? 'Start it with `make up` or `gaia up`.'
      : `Check the address (it is from ${access.origin}) and your network.`,
    retryable: true,
  });
}

async function answerError(access: ServerAccess, response: Response): Promise<Error> {
  const problem = await readProblem(response);
  if (response.status === 401) {
    return new PlatformError(
      problem?.code ?? 'gaia.unauthorized',
      access.token
        ? `The platform at ${access.server} does not accept your token${said(problem)}`
        : `The platform at ${access.server} wants to know who you are, and there is no token for it.`,
      {
        hint: access.local
          ? 'The next start of `gaia up` registers the token of this checkout again. Or give one with --token.'
          : `Log in with \`gaia login --server ${access.server}\`, or set GAIA_TOKEN.`,
      },
    );
  }
  if (!problem) return foreignAnswer(access, response.status);
  const error = new PlatformError(problem.code, problem.detail || problem.title, {
    ...(problem.hint ? { hint: problem.hint } : {}),
    retryable: response.status >= 500,
    problems: (problem.problems ?? []).map((one) => ({
      code: one.code,
      message: one.message,
      ...(one.path ? { place: { path: one.path } } : {}),
      ...(one.hint ? { hint: one.hint } : {}),
    })),
  });
  return Object.assign(error, { status: response.status, instance: problem.instance });
}

/** An error that is not in the platform's words: a proxy's, another program's, or Backstage's while its plugins start. */
function foreignAnswer({ server }: ServerAccess, status: number): Error {
  return new PlatformError(
    'gaia.no-platform',
    `${server} answered ${status}, and not as a platform does.`,
    {
      hint: 'It may still be starting: look at `gaia status`. Else check the address.',
      retryable: status === 404 || status >= 500,
    },
  );
}

function said(problem: ProblemDocument | undefined): string {
  return problem?.detail ? `: ${problem.detail}` : '.';
}

async function readProblem(response: Response): Promise<ProblemDocument | undefined> {
  if (!/json/.test(response.headers.get('content-type') ?? '')) return undefined;
  try {
    const document = (await response.json()) as Partial<ProblemDocument>;
    return typeof document === 'object' && typeof document.code === 'string'
      ? (document as ProblemDocument)
      : undefined;
  } catch {
    return undefined;
  }
}

/** True when the platform says that there is no such thing. A 404 of anybody else proves nothing. */
export function isNotFound(error: unknown): boolean {
  return error instanceof Error && 'status' in error && error.status === 404;
}
