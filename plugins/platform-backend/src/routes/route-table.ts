import type { Caller } from '@infraforge/platform';
import type { Request, Response, Router } from 'express';
import type { CallerOf } from '../caller-of';

export type Method = 'get' | 'post' | 'delete';

/** One route: what it needs of its caller stands beside its path, so that no handler can forget to ask. */
export type Route = {
  readonly method: Method;
  readonly path: string;
} & (
  | {
      readonly scope: 'read' | 'write';
      handle(caller: Caller, request: Request, response: Response): Promise<void>;
    }
  /** Why anybody may call it. */
  | { readonly open: string; handle(request: Request, response: Response): Promise<void> }
);

/** Mounts routes; those with a scope only ever run with a caller who has it. */
export function mountRoutes(router: Router, routes: readonly Route[], callerOf: CallerOf): void {
  for (const route of routes) {
    router[route.method](route.path, async (request, response) => {
      if ('open' in route) await route.handle(request, response);
      else await route.handle(await callerOf(request, route.scope), request, response);
    });
  }
}
