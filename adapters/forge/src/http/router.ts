import { refusal } from './refusal.ts';
import type { Route } from './route.ts';

type Match = { readonly route: Route; readonly params: Readonly<Record<string, string>> };

/** Finds the first route that fits a method and a path, whose segments are still encoded. */
export type Router = (method: string, path: string) => Match | undefined;

/** A router over a table. HEAD is answered by the route for GET. */
export function createRouter(routes: readonly Route[]): Router {
  const compiled = routes.map((route) => ({ route, pattern: compile(route.path) }));
  return (method, path) => {
    const wanted = method === 'HEAD' ? 'GET' : method;
    for (const { route, pattern } of compiled) {
      if (route.method !== wanted) continue;
      const match = pattern.exec(path);
      if (match) return { route, params: decode(match.groups ?? {}) };
    }
    return undefined;
  };
}

function compile(path: string): RegExp {
  const source = path
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/:(\w+)/g, '(?<$1>[^/]+)')
    .replace(/\/\*(\w+)/g, '/(?<$1>.+)');
  // No organisation can be called `api` (engines/scm), so that a route that is missing there is seen as missing.
  const notApi = path.startsWith('/:owner') ? '(?!/api(?:/|$))' : '';
  return new RegExp(`^${notApi}${source}/?$`);
}

function decode(groups: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  try {
    return Object.fromEntries(
      Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]),
    );
  } catch {
    throw refusal('bad-request', 'The path is not valid percent-encoding');
  }
}
