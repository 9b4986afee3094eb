import type { PodView } from '@infraforge/plugin-platform-common';
import { RiFileListLine } from '@remixicon/react';
import { Fragment } from 'react';
import { CommitLink } from '../components/commit-link';
import { CopyButton } from '../components/copy-button';
import { IconButton } from '../components/icon-button';
import { Empty, Panel, Surface } from '../components/panel';
import { StatusBadge } from '../components/status-badge';
import table from '../components/table.module.css';
import { useSearchParam } from '../hooks/use-search-param';
import { PodFigureHeads, PodFigures } from './pod-figures';
import styles from './runtime-tab.module.css';

/** A pod's status word: one that runs without being ready must not look well. */
export function podStatus({ status, ready }: PodView): string {
  return status === 'Running' && !ready ? 'Not ready' : status;
}

function PodRow({ pod }: { readonly pod: PodView }) {
  const [, setLogPod] = useSearchParam<string>('pod', 'all');
  return (
    <Fragment>
      <tr data-message={pod.message !== undefined}>
        <td className={table.grow}>
          <span className={table.withButton}>
            <span className={table.code}>{pod.name}</span>
            <CopyButton text={pod.name} label={`Copy the name of pod ${pod.name}`} />
            <IconButton
              icon={RiFileListLine}
              label={`Show only the log of pod ${pod.name}`}
              onClick={() => setLogPod(pod.name)}
            />
          </span>
        </td>
        <td>
          <StatusBadge status={podStatus(pod)} />
        </td>
        <td>
          <CommitLink sha={pod.revision} />
        </td>
        <PodFigures pod={pod} />
      </tr>
      {pod.message !== undefined && (
        <tr className={styles.message}>
          <td colSpan={7}>{pod.message}</td>
        </tr>
      )}
    </Fragment>
  );
}

/** The processes that run the service, and why one of them does not. */
export function Pods({ pods }: { readonly pods: readonly PodView[] }) {
  return (
    <Panel title="Pods" count={pods.length}>
      <Surface>
        {pods.length === 0 ? (
          <Empty>No pod runs. The first starts as soon as a commit is synced.</Empty>
        ) : (
          <table className={`${table.table} ${styles.pods}`}>
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Status</th>
                <th scope="col">Revision</th>
                <PodFigureHeads />
              </tr>
            </thead>
            <tbody>
              {pods.map((pod) => (
                <PodRow key={pod.uid} pod={pod} />
              ))}
            </tbody>
          </table>
        )}
      </Surface>
    </Panel>
  );
}
