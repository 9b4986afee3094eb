import { groupOf, scopeOf } from '@infraforge/kube';
import { type Data, isRecord, mapAt, setOwn, textOf } from './data.ts';

/** What identifies an object during a build. */
export type ResourceId = {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly name: string;
  /** `default` where none is written, empty for cluster-scoped kinds. */
  readonly namespace: string;
};

/** An object on its way through the layers of a build, with the names it had. */
export type Resource = {
  readonly data: Data;
  /** The file it was read from, or the kustomization that generates it. */
  readonly file: string;
  /** Oldest first, without the current one. */
  readonly previous: ResourceId[];
  readonly prefixes: string[];
  readonly suffixes: string[];
  /** What a generator wants with an object of the same id; undefined for what was read. */
  behavior?: 'create' | 'merge' | 'replace';
  needsHash: boolean;
  /** The generator that made it, if one did. */
  generatedBy?: { readonly file: string; readonly kind: string };
  /** The transformers that it went through, for `buildMetadata`. */
  readonly transformations: { readonly file: string; readonly kind: string }[];
};

export function newResource(data: Data, file: string): Resource {
  return {
    data,
    file,
    previous: [],
    prefixes: [],
    suffixes: [],
    needsHash: false,
    transformations: [],
  };
}

export function kindOf(resource: Resource): string {
  return textOf(resource.data.kind);
}

export function nameOf(resource: Resource): string {
  return isRecord(resource.data.metadata) ? textOf(resource.data.metadata.name) : '';
}

/** The namespace as it is written; empty when none is. */
export function namespaceOf(resource: Resource): string {
  return isRecord(resource.data.metadata) ? textOf(resource.data.metadata.namespace) : '';
}

export function setName(resource: Resource, name: string): void {
  setOwn(mapAt(resource.data, 'metadata'), 'name', name);
}

export function currentId(resource: Resource): ResourceId {
  const apiVersion = textOf(resource.data.apiVersion);
  const group = groupOf(apiVersion);
  const kind = kindOf(resource);
  return {
    group,
    version: apiVersion.slice(apiVersion.indexOf('/') + 1),
    kind,
    name: nameOf(resource),
    namespace: scopeOf(group, kind) === 'Cluster' ? '' : namespaceOf(resource) || 'default',
  };
}

/** The id that the object had where it was read or generated. */
export function originalId(resource: Resource): ResourceId {
  return resource.previous[0] ?? currentId(resource);
}

/** All ids, oldest first, the current one last. */
export function allIds(resource: Resource): readonly ResourceId[] {
  return [...resource.previous, currentId(resource)];
}

/** Remembers the current id before a transformer changes it. */
export function rememberId(resource: Resource): void {
  resource.previous.push(currentId(resource));
}

export function sameId(left: ResourceId, right: ResourceId): boolean {
  return (
    left.name === right.name &&
    left.kind === right.kind &&
    left.group === right.group &&
    left.version === right.version &&
    left.namespace === right.namespace
  );
}

export function idText(id: ResourceId): string {
  const kind =
    id.group === '' ? `${id.version} ${id.kind}` : `${id.group}/${id.version} ${id.kind}`;
  return id.namespace === '' ? `${kind} ${id.name}` : `${kind} ${id.namespace}/${id.name}`;
}

/** A kind as transformer rules name it; what is left out matches anything. */
export type KindSelector = {
  readonly group?: string | undefined;
  readonly version?: string | undefined;
  readonly kind?: string | undefined;
};

export function isSelected(
  id: { readonly group: string; readonly version: string; readonly kind: string },
  selector: KindSelector,
): boolean {
  return (
    (!selector.kind || selector.kind === id.kind) &&
    (!selector.group || selector.group === id.group) &&
    (!selector.version || selector.version === id.version)
  );
}
