import type { NamespaceView, QuotaView } from '@infraforge/plugin-platform-common';
import table from '../components/table.module.css';
import { memory } from '../format/quantity';
import styles from './cluster.module.css';
import { ClusterList } from './cluster-list';
import { passes, useClusterFilter } from './use-cluster-filter';

/** `0.25`, `1.5`: cores as Kubernetes counts them. */
function cores(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

function Quotas({ quotas }: { readonly quotas: readonly QuotaView[] }) {
  const items = quotas.flatMap((quota) => quota.items);
  if (items.length === 0) return <span className={table.quiet}>no quota</span>;
  return (
    <>
      {items.map(({ resource, hard, used, share }) => (
        <div key={resource} className={styles.quota}>
          <span>{resource}</span>
          <span
            className={styles.bar}
            role="img"
            aria-label={`${Math.round((share ?? 0) * 100)} % of ${resource} used`}
          >
            <span
              data-full={(share ?? 0) >= 1}
              style={{ width: `${Math.min(1, share ?? 0) * 100}%` }}
            />
          </span>
          <span className={table.quiet}>
            {used ?? 'not counted yet'} of {hard}
          </span>
        </div>
      ))}
    </>
  );
}

/** What each namespace asks for and uses, and how much of its quota that is. */
export function NamespacesTab(props: {
  readonly namespaces: readonly NamespaceView[] | undefined;
}) {
  const { filter } = useClusterFilter();
  const shown = (props.namespaces ?? []).filter((namespace) =>
    passes(
      filter,
      { namespace: namespace.name, yours: namespace.yours },
      `${namespace.name} ${namespace.team ?? ''}`,
    ),
  );
  return (
    <ClusterList
      title="Namespaces"
      total={props.namespaces?.length}
      shown={shown.length}
      empty="No namespace yet. The first service of a team makes the one of its environment."
    >
      <table className={`${table.table} ${styles.table}`}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Team</th>
            <th scope="col" className={table.number}>
              Workloads
            </th>
            <th scope="col" className={table.number}>
              Pods ready
            </th>
            <th scope="col" className={table.number}>
              CPU used of requested
            </th>
            <th scope="col" className={table.number}>
              Memory used of requested
            </th>
            <th scope="col">Quota</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ name, team, workloads, pods, usage, requests, quotas }) => (
            <tr key={name}>
              <td>{name}</td>
              <td className={table.quiet}>{team ?? 'platform'}</td>
              <td className={table.number}>{workloads}</td>
              <td className={table.number}>
                {pods.ready}/{pods.total}
              </td>
              <td className={table.number}>
                {cores(usage.cpuCores)} of {cores(requests.cpuCores)}
              </td>
              <td className={table.number}>
                {memory(usage.memoryBytes)} of {memory(requests.memoryBytes)}
              </td>
              <td>
                <Quotas quotas={quotas} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ClusterList>
  );
}
