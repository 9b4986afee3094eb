import { useApi } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import type { ClusterPodView } from '@infraforge/plugin-platform-common';
import { RiFileListLine } from '@remixicon/react';
import { useCallback } from 'react';
import { platformApiRef } from '../api/platform-api';
import { CommitLink } from '../components/commit-link';
import { CopyButton } from '../components/copy-button';
import { IconButton } from '../components/icon-button';
import { StatusBadge } from '../components/status-badge';
import table from '../components/table.module.css';
import { type FollowLog, logTail } from '../hooks/use-log';
import { usePolled } from '../hooks/use-polled';
import { useSearchParam } from '../hooks/use-search-param';
import { LogPanel } from '../runtime/log-panel';
import { PodFigureHeads, PodFigures } from '../runtime/pod-figures';
import { podStatus } from '../runtime/pods';
import { ClusterList } from './cluster-list';
import { passes, useClusterFilter } from './use-cluster-filter';

function Row(props: { readonly pod: ClusterPodView; readonly onLog: (id: string) => void }) {
  const { pod, onLog } = props;
  return (
    <tr title={pod.message}>
      <td className={table.grow}>
        <span className={table.withButton}>
          <span className={table.code}>{pod.name}</span>
          <CopyButton text={pod.name} label={`Copy the name of pod ${pod.name}`} />
          {pod.yours && (
            <IconButton
              icon={RiFileListLine}
              label={`Show the log of pod ${pod.name}`}
              onClick={() => onLog(`${pod.namespace}/${pod.name}`)}
            />
          )}
        </span>
      </td>
      <td>
        <StatusBadge status={podStatus(pod)} />
      </td>
      <td>{/^[0-9a-f]{40}$/.test(pod.revision) && <CommitLink sha={pod.revision} />}</td>
      <td className={table.quiet}>{pod.namespace}</td>
      <PodFigures pod={pod} />
    </tr>
  );
}

function PodLog(props: { readonly id: string; readonly onClose: () => void }) {
  const api = useApi(platformApiRef);
  const [namespace = '', name = ''] = props.id.split('/');
  const follow = useCallback<FollowLog>(
    (handlers) => api.followPodLog({ namespace, name }, logTail, handlers),
    [api, namespace, name],
  );
  return (
    <LogPanel
      title={`Log of ${name}`}
      follow={follow}
      pods={[name]}
      actions={
        <Button size="small" variant="secondary" onPress={props.onClose}>
          Close log
        </Button>
      }
    />
  );
}

/** The processes that run, and the log of the one that is chosen. */
export function PodsTab() {
  const api = useApi(platformApiRef);
  const { value, error, reload } = usePolled(useCallback(() => api.listPods(), [api]));
  const { filter } = useClusterFilter();
  const [log, setLog] = useSearchParam<string>('log-of', '');
  const shown = (value ?? []).filter((pod) =>
    passes(filter, pod, `${pod.name} ${pod.status} ${pod.message ?? ''}`),
  );
  return (
    <>
      <ClusterList
        title="Pods"
        total={value?.length}
        shown={shown.length}
        error={error}
        onRetry={reload}
        empty="No pod runs. The first starts as soon as a service is created and its commit is synced."
      >
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Status</th>
              <th scope="col">Revision</th>
              <th scope="col">Namespace</th>
              <PodFigureHeads />
            </tr>
          </thead>
          <tbody>
            {shown.map((pod) => (
              <Row key={pod.uid} pod={pod} onLog={setLog} />
            ))}
          </tbody>
        </table>
      </ClusterList>
      {log !== '' && <PodLog id={log} onClose={() => setLog('')} />}
    </>
  );
}
