import type { ApplicationView } from '@infraforge/plugin-platform-common';
import { RiPushpinLine } from '@remixicon/react';
import { Link } from 'react-router-dom';
import { CommitLink } from '../components/commit-link';
import { RelativeTime } from '../components/relative-time';
import { SortHeader } from '../components/sort-header';
import { StatusBadge } from '../components/status-badge';
import table from '../components/table.module.css';
import { applicationPath } from './application-facts';
import { type ApplicationListQuery, lastChange, type SortField } from './application-list-query';

interface ApplicationsTableProps {
  readonly applications: readonly ApplicationView[];
  readonly query: ApplicationListQuery;
  readonly onChange: (change: Partial<ApplicationListQuery>) => void;
}

const columns: readonly (readonly [title: string, field?: SortField])[] = [
  ['Name', 'name'],
  ['Health', 'health'],
  ['Sync', 'sync'],
  ['Revision'],
  ['Project', 'project'],
  ['Namespace'],
  ['Last change', 'changed'],
];

function Row({ application }: { readonly application: ApplicationView }) {
  const { name, health, healthMessage, sync, revision, project, namespace, pin } = application;
  const changed = lastChange(application);
  const commit = application.history.find((entry) => entry.revision === revision)?.commit;
  return (
    <tr>
      <td className={table.grow}>
        <Link className={table.link} to={applicationPath(name)}>
          {name}
        </Link>
      </td>
      <td>
        <StatusBadge status={health} {...(healthMessage && { title: healthMessage })} />
      </td>
      <td>
        <StatusBadge status={sync} />
      </td>
      <td>
        <span className={table.withButton}>
          {revision ? <CommitLink sha={revision} commit={commit} /> : '–'}
          {pin && (
            <span title="Rolled back and pinned">
              <RiPushpinLine size={14} role="img" aria-label="Rolled back and pinned" />
            </span>
          )}
        </span>
      </td>
      <td className={table.quiet}>{project}</td>
      <td className={table.quiet}>{namespace}</td>
      <td className={table.quiet}>{changed ? <RelativeTime date={changed} /> : '–'}</td>
    </tr>
  );
}

/** Applications as a dense table that is sorted by its headings. */
export function ApplicationsTable({ applications, query, onChange }: ApplicationsTableProps) {
  return (
    <table className={table.table}>
      <thead>
        <tr>
          {columns.map(([title, field]) => (
            <SortHeader
              key={title}
              title={title}
              field={field}
              sort={query.sort}
              descending={query.descending}
              onSort={() =>
                field &&
                onChange({ sort: field, descending: field === query.sort && !query.descending })
              }
            />
          ))}
        </tr>
      </thead>
      <tbody>
        {applications.map((application) => (
          <Row key={application.name} application={application} />
        ))}
      </tbody>
    </table>
  );
}
