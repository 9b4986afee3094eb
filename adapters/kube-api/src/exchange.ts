import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller } from '@infraforge/kernel';
import type { KubeObject } from '@infraforge/kube';
import type { KubeApiOptions } from './ports.ts';
import { named, Refusal } from './refusal.ts';
import type { Target } from './request-target.ts';
import type { Resource } from './resources.ts';

/** One request about a resource, by a caller who is known. */
export type Exchange = {
  readonly api: KubeApiOptions;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly query: URLSearchParams;
  readonly caller: Caller;
  readonly target: Target;
  /** Aborted when the client is gone, its token has ended or the server stops. */
  readonly signal: AbortSignal;
};

/** Sends a value as JSON. */
export function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  contentType = 'application/json',
): void {
  const body = Buffer.from(`${JSON.stringify(value)}\n`);
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': body.length,
    'cache-control': 'no-cache, private',
  });
  response.end(body);
}

/** The namespace that an object counts to: its own for a Namespace, '' for other kinds outside of one. */
export function placeOf(resource: Resource, namespace: string, name: string | undefined): string {
  const isNamespace = resource.group === '' && resource.kind === 'Namespace';
  return isNamespace ? (name ?? '') : namespace;
}

/** The namespace that rules look at, of an object that was read. */
export function placeOfObject(resource: Resource, { metadata }: KubeObject): string {
  return placeOf(resource, metadata.namespace ?? '', metadata.name);
}

/** Throws Forbidden unless the caller may do this where the target is. */
export function assertMay(
  { api, caller, target }: Pick<Exchange, 'api' | 'caller' | 'target'>,
  verb: 'read' | 'write',
  name = target.name,
): void {
  const { resource } = target;
  const place = placeOf(resource, target.namespace, name);
  const may = verb === 'read' ? api.rules.mayRead : api.rules.mayWrite;
  if (may(caller, place)) return;
  const what = resource.group ? `${resource.plural}.${resource.group}` : resource.plural;
  const where = place ? `in the namespace "${place}"` : 'at the cluster scope';
  const isNarrowToken = caller.scopes !== undefined && !caller.scopes.includes(verb);
  const why = isNarrowToken
    ? `the token has no scope "${verb}"`
    : "it belongs to another team or to the platform's administrators";
  throw new Refusal(
    'Forbidden',
    `${named(resource.plural, resource.group, name ?? '')} is forbidden: ${caller.subject} cannot ${verb} ${what} ${where}: ${why}`,
    { group: resource.group, kind: resource.plural, ...(name ? { name } : {}) },
  );
}

/** What is thrown for an object that is not there. */
export function notFound({ resource, name = '' }: Pick<Target, 'resource' | 'name'>): Refusal {
  return new Refusal('NotFound', `${named(resource.plural, resource.group, name)} not found`, {
    name,
    kind: resource.plural,
    ...(resource.group ? { group: resource.group } : {}),
  });
}

/** The object that the target names. Throws NotFound, and Forbidden before it is looked for. */
export async function readTarget(exchange: Exchange): Promise<KubeObject> {
  assertMay(exchange, 'read');
  const object = await liveObject(exchange);
  if (!object) throw notFound(exchange.target);
  return object;
}

/** The object that the target names, if it is there. */
export function liveObject({ api, target }: Exchange): Promise<KubeObject | undefined> {
  const { resource, namespace, name = '' } = target;
  return api.objects.get({ group: resource.group, kind: resource.kind, namespace, name });
}
