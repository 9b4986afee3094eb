import { useApi } from '@backstage/frontend-plugin-api';
import type { WorkloadView } from '@infraforge/plugin-platform-common';
import { useCallback } from 'react';
import { Link } from 'react-router-dom';
import { platformApiRef } from '../api/platform-api';
import { Age } from '../components/relative-time';
import { StatusBadge } from '../components/status-badge';
import table from '../components/table.module.css';
import { usePolled } from '../hooks/use-polled';
import { ClusterList } from './cluster-list';
import { passes, useClusterFilter } from './use-cluster-filter';

function Row({ workload }: { readonly workload: WorkloadView }) {
  const { kind, name, namespace, service, team, health, message, ready, desired, createdAt } =
    workload;
  return (
    <tr>
      <td>
        {service && team ? (
          <Link className={table.link} to={`/catalog/default/component/${service}/runtime`}>
            {name}
          </Link>
        ) : (
          name
        )}
      </td>
      <td className={table.quiet}>{kind}</td>
      <td>
        <StatusBadge status={health} />
      </td>
      <td className={table.number}>
        {ready}/{desired}
      </td>
      <td className={`${table.grow} ${table.quiet}`} title={message}>
        {health === 'Healthy' ? '' : message}
      </td>
      <td className={table.quiet}>{namespace}</td>
      <td className={table.quiet}>{team ?? 'platform'}</td>
      <td className={table.number}>{createdAt ? <Age since={createdAt} /> : '–'}</td>
    </tr>
  );
}

/** What is to run, and whether it does. */
export function WorkloadsTab() {
  const api = useApi(platformApiRef);
  const { value, error, reload } = usePolled(useCallback(() => api.listWorkloads(), [api]));
  const { filter } = useClusterFilter();
  const shown = (value ?? []).filter((workload) =>
    passes(filter, workload, `${workload.kind} ${workload.name} ${workload.health}`),
  );
  return (
    <ClusterList
      title="Workloads"
      total={value?.length}
      shown={shown.length}
      error={error}
      onRetry={reload}
      empty={
        <>
          Nothing runs yet.{' '}
          <Link className={table.textLink} to="/create">
            Create a service
          </Link>
          , and its Deployment stands here.
        </>
      }
    >
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Kind</th>
            <th scope="col">Health</th>
            <th scope="col" className={table.number}>
              Ready
            </th>
            <th scope="col">Why</th>
            <th scope="col">Namespace</th>
            <th scope="col">Team</th>
            <th scope="col" className={table.number}>
              Age
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((workload) => (
            <Row
              key={`${workload.kind}/${workload.namespace}/${workload.name}`}
              workload={workload}
            />
          ))}
        </tbody>
      </table>
    </ClusterList>
  );
}
