import type { EntityFilterQuery, QueryEntitiesInitialRequest } from '@backstage/catalog-client';

/** What a list of the catalog shows; every member but the cursor lives in the URL. */
export interface EntityListQuery {
  readonly kind: string;
  readonly type: string | undefined;
  readonly owner: string | undefined;
  readonly search: string;
  /** Only what the user or their teams own. */
  readonly mine: boolean;
  readonly sort: string;
  readonly descending: boolean;
}

/** The names that Backstage's own links to the catalog use. */
const parameter = {
  kind: 'filters[kind]',
  type: 'filters[type]',
  owner: 'filters[owners]',
  mine: 'filters[user]',
  search: 'filters[text]',
  sort: 'sort',
} as const;

/** Fields that a list shows; the rest of an entity stays at home. */
const fields = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.description',
  'metadata.annotations',
  'metadata.tags',
  'spec.type',
  'spec.lifecycle',
  'spec.profile',
  'relations',
];

export const pageSize = 50;

/** Reads a list's choices from the URL. */
export function readQuery(parameters: URLSearchParams, kind: string): EntityListQuery {
  const sort = parameters.get(parameter.sort) ?? 'metadata.name';
  return {
    kind: parameters.get(parameter.kind) ?? kind,
    type: parameters.get(parameter.type) ?? undefined,
    owner: parameters.get(parameter.owner) ?? parameters.get(`${parameter.owner}[0]`) ?? undefined,
    search: parameters.get(parameter.search) ?? '',
    mine: parameters.get(parameter.mine) === 'owned',
    sort: sort.replace(/^-/, ''),
    descending: sort.startsWith('-'),
  };
}

/** Writes changed choices into a copy of the URL's parameters; defaults are left out. */
export function writeQuery(
  parameters: URLSearchParams,
  change: Partial<EntityListQuery>,
  defaultKind: string,
): URLSearchParams {
  const next = new URLSearchParams(parameters);
  const merged = { ...readQuery(parameters, defaultKind), ...change };
  const set = (name: string, value: string | undefined) =>
    value === undefined || value === '' ? next.delete(name) : next.set(name, value);
  set(parameter.kind, merged.kind.toLowerCase() === defaultKind ? undefined : merged.kind);
  set(parameter.type, merged.type);
  next.delete(`${parameter.owner}[0]`);
  set(parameter.owner, merged.owner);
  set(parameter.search, merged.search);
  set(parameter.mine, merged.mine ? 'owned' : undefined);
  const sort = `${merged.descending ? '-' : ''}${merged.sort}`;
  set(parameter.sort, sort === 'metadata.name' ? undefined : sort);
  return next;
}

/** Whose entities a query wants; nobody's in particular when it is empty. */
function ownersOf(query: EntityListQuery, ownership: readonly string[]): string[] {
  const { owner, mine } = query;
  if (owner) return [owner.includes(':') ? owner : `group:default/${owner}`];
  return mine ? [...ownership] : [];
}

/** The catalog's filter for a query; `base` is what the page itself demands. */
export function filterOf(
  query: EntityListQuery,
  ownership: readonly string[],
  base: Record<string, string | symbol>,
): EntityFilterQuery {
  const owners = ownersOf(query, ownership);
  return {
    ...(query.kind !== '*' && { kind: query.kind }),
    ...(query.type && { 'spec.type': query.type }),
    ...(owners.length > 0 && { 'relations.ownedBy': owners }),
    ...base,
  };
}

/** The request for the first page of a query. */
export function requestOf(
  query: EntityListQuery,
  filter: EntityFilterQuery,
): QueryEntitiesInitialRequest {
  return {
    fields,
    limit: pageSize,
    filter,
    orderFields: [{ field: query.sort, order: query.descending ? 'desc' : 'asc' }],
    ...(query.search !== '' && {
      fullTextFilter: {
        term: query.search,
        fields: [
          'metadata.name',
          'metadata.title',
          'metadata.description',
          'spec.profile.displayName',
        ],
      },
    }),
  };
}
