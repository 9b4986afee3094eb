import type { KubeObject } from '@infraforge/kube';
import type { ObjectFilter } from '@infraforge/workloads';
import { assertMay, type Exchange, placeOfObject, readTarget, sendJson } from './exchange.ts';
import { listOf, oneOf } from './representation.ts';
import { type Selection, selectionOf } from './selection.ts';

/** Objects of a kind that the caller may see, as a request selects them. */
export type VisibleObjects = {
  readonly filter: ObjectFilter;
  readonly selection: Selection;
  /** Whether the caller may see it and the request selects it. */
  includes(object: KubeObject): boolean;
  mayRead(object: KubeObject): boolean;
};

/**
 * What a list or a watch is about. A list over all namespaces has what is the caller's; one of a namespace that is not
 * theirs is refused.
 */
export function visibleObjects(exchange: Exchange): VisibleObjects {
  const { api, caller, target, query } = exchange;
  if (target.namespace) assertMay(exchange, 'read');
  const selection = selectionOf(query);
  const namespace = target.namespace || selection.namespace;
  const name = target.name ?? selection.name;
  const mayRead = (object: KubeObject) =>
    api.rules.mayRead(caller, placeOfObject(target.resource, object));
  return {
    filter: {
      group: target.resource.group,
      kind: target.resource.kind,
      ...(namespace ? { namespace } : {}),
      ...(name ? { name } : {}),
    },
    selection,
    mayRead,
    includes: (object) => mayRead(object) && selection.matches(object),
  };
}

/** `GET` of one object. */
export async function getObject(exchange: Exchange): Promise<void> {
  sendJson(exchange.response, 200, oneOf(exchange, await readTarget(exchange)));
}

/** `GET` of a collection. All of it in one answer, whatever `limit` says. */
export async function listObjects(exchange: Exchange): Promise<void> {
  const visible = visibleObjects(exchange);
  const { items, resourceVersion } = await exchange.api.objects.list(visible.filter);
  const found = items.filter(visible.includes);
  sendJson(exchange.response, 200, listOf(exchange, found, resourceVersion));
}
