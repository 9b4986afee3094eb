import { Button } from '@backstage/ui';
import type { ReactNode } from 'react';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { ErrorNotice } from '../components/error-notice';
import { Empty, Surface } from '../components/panel';
import { Skeleton } from '../components/skeleton';
import { Page } from '../layout/page';
import { EntityFilters } from './entity-filters';
import styles from './entity-list.module.css';
import { type EntityListQuery, pageSize, readQuery, writeQuery } from './entity-list-query';
import { type EntityColumn, EntityTable } from './entity-table';
import { type EntityList, useEntityList } from './use-entity-list';

interface EntityListPageProps {
  readonly title: string;
  readonly kind: string;
  readonly withKind: boolean;
  /** What the page itself demands of every entity; the same object on each rendering. */
  readonly base: Record<string, string | symbol>;
  readonly columns: (query: EntityListQuery) => readonly EntityColumn[];
  readonly actions?: ReactNode;
  /** Shown when there is nothing and no filter is to blame. */
  readonly empty: ReactNode;
}

function isFiltered({ type, owner, search, mine }: EntityListQuery): boolean {
  return type !== undefined || owner !== undefined || search !== '' || mine;
}

function Paging({ list }: { readonly list: EntityList }) {
  if ((list.total ?? 0) <= pageSize) return null;
  return (
    <div className={styles.footer}>
      <Button
        size="small"
        variant="secondary"
        isDisabled={!list.previous}
        onPress={() => list.previous?.()}
      >
        Previous {pageSize}
      </Button>
      <Button
        size="small"
        variant="secondary"
        isDisabled={!list.next}
        onPress={() => list.next?.()}
      >
        Next {pageSize}
      </Button>
    </div>
  );
}

/** A list of the catalog: filters in one row, a dense table under it, everything in the URL. */
export function EntityListPage(props: EntityListPageProps) {
  const [parameters, setParameters] = useSearchParams();
  const query = useMemo(() => readQuery(parameters, props.kind), [parameters, props.kind]);
  const change = (next: Partial<EntityListQuery>) =>
    setParameters((current) => writeQuery(current, next, props.kind), { replace: true });
  const list = useEntityList(query, props.base);
  const { entities, total, error } = list;
  return (
    <Page title={props.title} aside={total} actions={props.actions}>
      <EntityFilters query={query} onChange={change} withKind={props.withKind} />
      {error !== undefined && (
        <ErrorNotice error={error} what="The list did not load." onRetry={list.reload} />
      )}
      {!entities && error === undefined && <Skeleton label="Loading the catalog" rows={8} />}
      {entities && (
        <div>
          <Surface>
            {entities.length > 0 ? (
              <EntityTable
                entities={entities}
                columns={props.columns(query)}
                sort={query.sort}
                descending={query.descending}
                onSort={(field) =>
                  change({ sort: field, descending: field === query.sort && !query.descending })
                }
              />
            ) : (
              <NothingFound query={query} onChange={change} empty={props.empty} />
            )}
          </Surface>
          <Paging list={list} />
        </div>
      )}
    </Page>
  );
}

function NothingFound(props: {
  readonly query: EntityListQuery;
  readonly onChange: (change: Partial<EntityListQuery>) => void;
  readonly empty: ReactNode;
}) {
  if (!isFiltered(props.query)) return <>{props.empty}</>;
  const clear = () =>
    props.onChange({ type: undefined, owner: undefined, search: '', mine: false });
  return (
    <Empty
      action={
        <Button size="small" variant="secondary" onPress={clear}>
          Clear filters
        </Button>
      }
    >
      Nothing passes the filters.
    </Empty>
  );
}
