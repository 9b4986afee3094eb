import { useApi } from '@backstage/frontend-plugin-api';
import type { ClusterView } from '@infraforge/plugin-platform-common';
import { RiShieldCheckLine, RiShieldLine } from '@remixicon/react';
import { useCallback } from 'react';
import { platformApiRef } from '../api/platform-api';
import header from '../catalog/entity-header.module.css';
import { ErrorNotice } from '../components/error-notice';
import { count } from '../format/quantity';
import { usePolled } from '../hooks/use-polled';
import { TabBar } from '../layout/tab-bar';
import styles from './cluster.module.css';
import { ClusterFilters } from './cluster-filters';
import { EventsTab } from './events-tab';
import { NamespacesTab } from './namespaces-tab';
import { PodsTab } from './pods-tab';
import { WorkloadsTab } from './workloads-tab';

export type ClusterTab = 'workloads' | 'pods' | 'events' | 'namespaces';

const tabs: readonly (readonly [ClusterTab, string])[] = [
  ['workloads', 'Workloads'],
  ['pods', 'Pods'],
  ['events', 'Events'],
  ['namespaces', 'Namespaces and quotas'],
];

const levels = {
  users: 'pods run apart: a user and a root directory for each namespace',
  namespaces: 'pods run apart: a root directory of their own',
  none: 'pods can see the files of this machine',
  unknown: 'not known until the kubelet has started',
} as const;

function Isolation({ isolation }: Pick<ClusterView, 'isolation'>) {
  const { level, reason } = isolation;
  const apart = level === 'users' || level === 'namespaces';
  const Icon = apart ? RiShieldCheckLine : RiShieldLine;
  return (
    <span className={styles.isolation} title={reason}>
      <Icon size={16} aria-hidden="true" /> Isolation <strong>{level}</strong>: {levels[level]}
      {level === 'none' && reason && ` (${reason})`}
    </span>
  );
}

function Summary({ cluster }: { readonly cluster: ClusterView }) {
  const { namespaces, isolation } = cluster;
  const sum = (of: (namespace: ClusterView['namespaces'][number]) => number) =>
    namespaces.reduce((total, namespace) => total + of(namespace), 0);
  return (
    <p className={styles.summary}>
      <span>
        {sum(({ pods }) => pods.ready)}/{sum(({ pods }) => pods.total)} pods ready
      </span>
      <span>
        {count(
          sum(({ workloads }) => workloads),
          'workload',
        )}
      </span>
      <span>{count(namespaces.length, 'namespace')}</span>
      <Isolation isolation={isolation} />
    </p>
  );
}

/** The local cluster: what runs where, how much of it, how it is kept apart. */
export function ClusterPage({ tab }: { readonly tab: ClusterTab }) {
  const api = useApi(platformApiRef);
  const { value, error, reload } = usePolled(useCallback(() => api.getCluster(), [api]));
  return (
    <main>
      <header className={header.header}>
        <div className={header.title}>
          <h1>Cluster</h1>
        </div>
        {value && <Summary cluster={value} />}
        <TabBar
          label="Cluster"
          activeId={tab}
          tabs={tabs.map(([id, label]) => ({
            id,
            label,
            href: id === 'workloads' ? '/cluster' : `/cluster/${id}`,
          }))}
        />
      </header>
      <div className={styles.content}>
        {error !== undefined && (
          <ErrorNotice error={error} what="The cluster did not load." onRetry={reload} />
        )}
        <ClusterFilters namespaces={value?.namespaces ?? []} />
        {tab === 'workloads' && <WorkloadsTab />}
        {tab === 'pods' && <PodsTab />}
        {tab === 'events' && <EventsTab />}
        {tab === 'namespaces' && <NamespacesTab namespaces={value?.namespaces} />}
      </div>
    </main>
  );
}
