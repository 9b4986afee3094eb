import type { KubeObject } from '@infraforge/kube';
import type { Exchange } from './exchange.ts';
import { presented } from './presented.ts';
import { apiVersionOf, type Resource } from './resources.ts';
import { type IncludeObject, tableOf } from './tables/table.ts';

/** How the client wants objects: as they are, or as rows of a table. */
export type Representation = { readonly table: 'v1' | 'v1beta1' | undefined };

/** The first form in the Accept header that is served; JSON when none is. */
export function representationOf(accept: string | undefined): Representation {
  for (const range of (accept ?? '').split(',')) {
    const [type, ...parameters] = range.split(';').map((part) => part.trim());
    if (type !== 'application/json' && type !== '*/*') continue;
    const given = new Map(parameters.map((each) => each.split('=', 2) as [string, string]));
    const version = given.get('v');
    if (given.get('as') === 'Table' && (version === 'v1' || version === 'v1beta1')) {
      return { table: version };
    }
    if (!given.has('as')) return { table: undefined };
  }
  return { table: undefined };
}

/** One object as it is sent. */
export function oneOf(exchange: Exchange, object: KubeObject): unknown {
  const version = object.metadata.resourceVersion ?? '';
  return tableIfWanted(exchange, [object], version) ?? served(exchange.target.resource, object);
}

/** Objects as `<Kind>List` or Table. */
export function listOf(
  exchange: Exchange,
  items: readonly KubeObject[],
  resourceVersion: string,
): unknown {
  const { resource } = exchange.target;
  const table = tableIfWanted(exchange, items, resourceVersion);
  if (table) return table;
  return {
    kind: `${resource.kind}List`,
    apiVersion: apiVersionOf(resource),
    metadata: { resourceVersion },
    items: items.map((object) => served(resource, object)),
  };
}

/** In the version that was asked for: versions of a kind differ in name only here. */
function served(resource: Resource, object: KubeObject): KubeObject {
  return { ...presented(object), apiVersion: apiVersionOf(resource), kind: resource.kind };
}

function tableIfWanted(
  { request, target, query, api }: Exchange,
  items: readonly KubeObject[],
  resourceVersion: string,
): unknown {
  const { table: version } = representationOf(request.headers.accept);
  if (!version) return undefined;
  const asked = query.get('includeObject');
  const include: IncludeObject = asked === 'None' || asked === 'Object' ? asked : 'Metadata';
  const objects = items.map((object) => served(target.resource, object));
  const now = api.clock.now();
  return tableOf(target.resource, objects, { version, include, resourceVersion, now });
}
