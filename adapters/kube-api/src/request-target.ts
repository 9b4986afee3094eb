import { Refusal } from './refusal.ts';
import type { Resource } from './resources.ts';

/** What a path below `/api/v1` or `/apis/<group>/<version>` is about. */
export type Target = {
  readonly resource: Resource;
  /** Empty for cluster-scoped kinds, and for a list over all namespaces. */
  readonly namespace: string;
  readonly name: string | undefined;
  readonly subresource: string | undefined;
};

type Place = { readonly group: string; readonly version: string; readonly rest: readonly string[] };

/** The target of a path; undefined for one that is not of a resource. Throws NotFound for a resource that is not served. */
export function targetOf(path: string, resources: readonly Resource[]): Target | undefined {
  const place = placeOf(path);
  if (!place || place.rest.length === 0) return undefined;
  const { group, version, rest } = place;
  // `/namespaces/<name>` itself and its subresources are about the Namespace.
  const isInside = rest[0] === 'namespaces' && rest.length > 2 && !isNamespacePart(rest[2]);
  const [plural, name, subresource, ...more] = isInside ? rest.slice(2) : rest;
  const namespace = isInside ? (rest[1] ?? '') : '';
  const resource = resources.find(
    (each) => each.group === group && each.version === version && each.plural === plural,
  );
  const isWrongPlace = resource && !resource.isNamespaced && isInside;
  if (!resource || isWrongPlace || more.length > 0) throw notServed();
  if (resource.isNamespaced && !isInside && name !== undefined) throw notServed();
  return { resource, namespace, name, subresource };
}

function isNamespacePart(segment: string | undefined): boolean {
  return segment === 'status' || segment === 'finalize';
}

function placeOf(path: string): Place | undefined {
  const segments = path.split('/').filter(Boolean).map(decode);
  if (segments[0] === 'api' && segments[1] === 'v1') {
    return { group: '', version: 'v1', rest: segments.slice(2) };
  }
  const [root, group, version, ...rest] = segments;
  return root === 'apis' && group && version ? { group, version, rest } : undefined;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new Refusal('BadRequest', 'The path is not valid percent-encoding.');
  }
}

function notServed(): Refusal {
  return new Refusal('NotFound', 'the server could not find the requested resource');
}
