import { type Entity, parseEntityRef } from '@backstage/catalog-model';

/** A text of `spec`; undefined where there is none. */
export function specText(entity: Entity, name: string): string | undefined {
  const value = entity.spec?.[name];
  return typeof value === 'string' ? value : undefined;
}

/** The name a reader knows an entity by. */
export function titleOf(entity: Entity): string {
  const profile = entity.spec?.profile;
  const displayName =
    typeof profile === 'object' && profile !== null && 'displayName' in profile
      ? profile.displayName
      : undefined;
  if (typeof displayName === 'string') return displayName;
  return entity.metadata.title ?? entity.metadata.name;
}

/** The references of one relation, in the order that the catalog gives. */
export function related(entity: Entity, type: string): readonly string[] {
  return (entity.relations ?? [])
    .filter((relation) => relation.type === type)
    .map((relation) => relation.targetRef);
}

/** `payments` of `group:default/payments`. */
export function nameOfRef(ref: string): string {
  return parseEntityRef(ref, { defaultKind: 'component', defaultNamespace: 'default' }).name;
}

/** `/catalog/default/component/orders`. */
export function entityPath(ref: string): string {
  const { kind, namespace, name } = parseEntityRef(ref);
  return `/catalog/${namespace}/${kind.toLowerCase()}/${name}`;
}

/** True for components that an Application of the platform deploys. */
export function isDeployed(entity: Entity): boolean {
  return (
    entity.kind === 'Component' && entity.metadata.annotations?.['argocd/app-name'] !== undefined
  );
}

/** The address of the file or folder that describes the entity's source; undefined where it is unknown. */
export function sourceOf(entity: Entity): string | undefined {
  const location = entity.metadata.annotations?.['backstage.io/source-location'];
  return location?.startsWith('url:') ? location.slice('url:'.length) : undefined;
}

/** Where the entity's documentation is read; undefined where it has none. */
export function docsPath(entity: Entity): string | undefined {
  if (entity.metadata.annotations?.['backstage.io/techdocs-ref'] === undefined) return undefined;
  const { kind, metadata } = entity;
  return `/docs/${metadata.namespace ?? 'default'}/${kind.toLowerCase()}/${metadata.name}`;
}
