import type { ApplicationView } from '@infraforge/plugin-platform-common';

/** What the list shows: filters, order and page, all of it in the URL. */
export interface ApplicationListQuery {
  readonly project: string | undefined;
  readonly sync: string | undefined;
  readonly health: string | undefined;
  readonly search: string;
  readonly mine: boolean;
  readonly sort: SortField;
  readonly descending: boolean;
  /** Counts from 0. */
  readonly page: number;
}

export type SortField = 'name' | 'health' | 'sync' | 'project' | 'changed';

/** Rows of one page. */
export const pageSize = 100;

const sortFields: readonly SortField[] = ['name', 'health', 'sync', 'project', 'changed'];

export function readQuery(parameters: URLSearchParams): ApplicationListQuery {
  const sort = parameters.get('sort') ?? 'name';
  const field = sort.replace(/^-/, '') as SortField;
  const page = Number(parameters.get('page') ?? 1);
  return {
    project: parameters.get('project') ?? undefined,
    sync: parameters.get('sync') ?? undefined,
    health: parameters.get('health') ?? undefined,
    search: parameters.get('search') ?? '',
    mine: parameters.get('mine') === 'true',
    sort: sortFields.includes(field) ? field : 'name',
    descending: sort.startsWith('-'),
    page: Number.isInteger(page) && page > 0 ? page - 1 : 0,
  };
}

/** The parameters with the change; what is at its default is left out, and a new filter begins on the first page. */
export function writeQuery(
  parameters: URLSearchParams,
  change: Partial<ApplicationListQuery>,
): URLSearchParams {
  const query = { ...readQuery(parameters), page: 0, ...change };
  const written = new URLSearchParams(parameters);
  const set = (name: string, value: string | undefined) =>
    value ? written.set(name, value) : written.delete(name);
  set('project', query.project);
  set('sync', query.sync);
  set('health', query.health);
  set('search', query.search);
  set('mine', query.mine ? 'true' : undefined);
  const sort = `${query.descending ? '-' : ''}${query.sort}`;
  set('sort', sort === 'name' ? undefined : sort);
  set('page', query.page > 0 ? String(query.page + 1) : undefined);
  return written;
}

export function isFiltered({ project, sync, health, search, mine }: ApplicationListQuery): boolean {
  return Boolean(project ?? sync ?? health) || search !== '' || mine;
}

/** When something was last deployed or tried; undefined before the first time. */
export function lastChange({ operation, history }: ApplicationView): string | undefined {
  return operation?.finishedAt ?? operation?.startedAt ?? history.at(-1)?.deployedAt;
}

/** Worst first, so that sorting by it shows what needs somebody. */
const healthOrder = ['Degraded', 'Missing', 'Unknown', 'Progressing', 'Suspended', 'Healthy'];
const syncOrder = ['OutOfSync', 'Unknown', 'Synced'];

const keys: Readonly<Record<SortField, (application: ApplicationView) => string>> = {
  name: ({ name }) => name,
  health: ({ health, name }) => `${healthOrder.indexOf(health)} ${name}`,
  sync: ({ sync, name }) => `${syncOrder.indexOf(sync)} ${name}`,
  project: ({ project, name }) => `${project} ${name}`,
  // The newest first is what one wants of times, so it is the ascending order.
  changed: (application) => {
    const at = Date.parse(lastChange(application) ?? '');
    return String(1e15 - (Number.isNaN(at) ? 0 : at)).padStart(16, '0');
  },
};

function passes(application: ApplicationView, query: ApplicationListQuery): boolean {
  const { name, project, sync, health, namespace, repository, yours } = application;
  const words = query.search.toLowerCase().split(/\s+/).filter(Boolean);
  const text = `${name} ${namespace} ${project} ${repository}`.toLowerCase();
  return (
    (query.project ?? project) === project &&
    (query.sync ?? sync) === sync &&
    (query.health ?? health) === health &&
    (!query.mine || yours === true) &&
    words.every((word) => text.includes(word))
  );
}

/** The applications that pass the filters, in the order that is asked for. */
export function selectApplications(
  applications: readonly ApplicationView[],
  query: ApplicationListQuery,
): readonly ApplicationView[] {
  const key = keys[query.sort];
  const sorted = applications
    .filter((application) => passes(application, query))
    .map((application) => [key(application), application] as const)
    .sort(([a], [b]) => a.localeCompare(b, 'en'))
    .map(([, application]) => application);
  return query.descending ? sorted.reverse() : sorted;
}
