import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { platformApiRef } from '../api/platform-api';
import { RelativeTime } from '../components/relative-time';
import { StatusBadge } from '../components/status-badge';
import table from '../components/table.module.css';
import { usePolled } from '../hooks/use-polled';
import { ClusterList } from './cluster-list';
import { passes, useClusterFilter } from './use-cluster-filter';

/** What happened to what runs, the newest first. */
export function EventsTab() {
  const api = useApi(platformApiRef);
  const { value, error, reload } = usePolled(useCallback(() => api.listEvents(), [api]));
  const { filter } = useClusterFilter();
  const shown = (value ?? []).filter((event) =>
    passes(
      filter,
      event,
      `${event.type} ${event.reason} ${event.message} ${event.object.kind} ${event.object.name}`,
    ),
  );
  return (
    <ClusterList
      title="Events"
      total={value?.length}
      shown={shown.length}
      error={error}
      onRetry={reload}
      empty="No event in the namespaces of your teams. A pod that starts, fails or is stopped leaves one here; those of other teams are shown to them."
    >
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">Type</th>
            <th scope="col">Reason</th>
            <th scope="col">Object</th>
            <th scope="col">Message</th>
            <th scope="col">Namespace</th>
            <th scope="col" className={table.number}>
              Count
            </th>
            <th scope="col">Last seen</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((event) => (
            <tr
              key={`${event.namespace}/${event.object.name}/${event.reason}/${event.firstAt}/${event.message}`}
            >
              <td>
                <StatusBadge status={event.type} />
              </td>
              <td>{event.reason}</td>
              <td>
                {event.object.kind} <span className={table.code}>{event.object.name}</span>
              </td>
              <td className={table.grow} title={event.message}>
                {event.message}
              </td>
              <td className={table.quiet}>{event.namespace}</td>
              <td className={table.number}>{event.count}</td>
              <td className={table.quiet}>
                {event.lastAt ? <RelativeTime date={event.lastAt} /> : '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ClusterList>
  );
}
