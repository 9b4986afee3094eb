import { useApi } from '@backstage/frontend-plugin-api';
import { Button, ButtonLink } from '@backstage/ui';
import type { ApplicationView } from '@infraforge/plugin-platform-common';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { platformApiRef } from '../api/platform-api';
import { ErrorNotice } from '../components/error-notice';
import { Empty, Surface } from '../components/panel';
import { Skeleton } from '../components/skeleton';
import { usePolled } from '../hooks/use-polled';
import { Page } from '../layout/page';
import { ApplicationFilters } from './application-filters';
import {
  type ApplicationListQuery,
  isFiltered,
  pageSize,
  readQuery,
  selectApplications,
  writeQuery,
} from './application-list-query';
import styles from './applications.module.css';
import { ApplicationsTable } from './applications-table';

type Change = (change: Partial<ApplicationListQuery>) => void;

function Paging(props: {
  readonly query: ApplicationListQuery;
  readonly count: number;
  readonly onChange: Change;
}) {
  const { query, count, onChange } = props;
  if (count <= pageSize) return null;
  const first = query.page * pageSize;
  return (
    <div className={styles.footer}>
      <Button
        size="small"
        variant="secondary"
        isDisabled={query.page === 0}
        onPress={() => onChange({ page: query.page - 1 })}
      >
        Previous {pageSize}
      </Button>
      <Button
        size="small"
        variant="secondary"
        isDisabled={first + pageSize >= count}
        onPress={() => onChange({ page: query.page + 1 })}
      >
        Next {pageSize}
      </Button>
      <span>
        {first + 1} to {Math.min(first + pageSize, count)} of {count}
      </span>
    </div>
  );
}

const noFilter = {
  project: undefined,
  sync: undefined,
  health: undefined,
  search: '',
  mine: false,
} as const;

function NothingToShow(props: { readonly query: ApplicationListQuery; readonly onChange: Change }) {
  if (isFiltered(props.query)) {
    return (
      <Empty
        action={
          <Button size="small" variant="secondary" onPress={() => props.onChange(noFilter)}>
            Clear filters
          </Button>
        }
      >
        No application passes the filters.
      </Empty>
    );
  }
  return (
    <Empty
      action={
        <ButtonLink href="/create" size="small" variant="secondary">
          Create service
        </ButtonLink>
      }
    >
      No application yet. A service from a golden path brings its own.
    </Empty>
  );
}

/** What stands before a filter is tried: how many are not as they should be. */
function summaryOf(applications: readonly ApplicationView[]): string {
  const unwell = applications.filter(({ health }) => health !== 'Healthy').length;
  const drifted = applications.filter(({ sync }) => sync !== 'Synced').length;
  if (unwell + drifted === 0) return `${applications.length}, all Healthy and Synced`;
  return `${applications.length}, ${unwell} not Healthy, ${drifted} not Synced`;
}

/** What GitOps deploys: is each as its repository says, and does it run? */
export function ApplicationsPage() {
  const api = useApi(platformApiRef);
  const { value, error, reload } = usePolled(useCallback(() => api.listApplications(), [api]));
  const [parameters, setParameters] = useSearchParams();
  const query = useMemo(() => readQuery(parameters), [parameters]);
  const change: Change = (next) =>
    setParameters((current) => writeQuery(current, next), { replace: true });
  const shown = useMemo(() => (value ? selectApplications(value, query) : []), [value, query]);
  const first = query.page * pageSize;
  return (
    <Page title="Applications" aside={value && value.length > 0 ? summaryOf(value) : undefined}>
      <ApplicationFilters applications={value ?? []} query={query} onChange={change} />
      {error !== undefined && (
        <ErrorNotice error={error} what="The applications did not load." onRetry={reload} />
      )}
      {!value && error === undefined && <Skeleton label="Loading the applications" rows={6} />}
      {value && (
        <div>
          <Surface>
            {shown.length > 0 ? (
              <ApplicationsTable
                applications={shown.slice(first, first + pageSize)}
                query={query}
                onChange={change}
              />
            ) : (
              <NothingToShow query={query} onChange={change} />
            )}
          </Surface>
          <Paging query={query} count={shown.length} onChange={change} />
        </div>
      )}
    </Page>
  );
}
