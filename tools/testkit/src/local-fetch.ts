import { Agent, fetch, type RequestInit, type Response } from 'undici';

/** `localhost` and every name below it is this machine; Node's resolver does not know the latter (RFC 6761 does). */
const agent = new Agent({
  keepAliveTimeout: 1_000,
  connect: {
    lookup(_host, options, done) {
      if (options.all) done(null, [{ address: '127.0.0.1', family: 4 }]);
      else done(null, '127.0.0.1', 4);
    },
  },
});

/** `fetch` for URLs such as `http://orders.dev.localhost:8880`. Other hosts are refused: a test stays on its machine. */
export function localFetch(url: string | URL, init: RequestInit = {}): Promise<Response> {
  const { hostname } = new URL(url);
  if (!/^(.*\.)?localhost$|^127\./.test(hostname)) {
    return Promise.reject(new Error(`localFetch reaches this machine only, not ${hostname}`));
  }
  return fetch(url, { dispatcher: agent, ...init });
}
