import type { RuntimeView } from '@infraforge/plugin-platform-common';
import { CommitLink } from '../components/commit-link';
import { RelativeTime } from '../components/relative-time';
import { StatusBadge } from '../components/status-badge';
import { count } from '../format/quantity';
import styles from './status-line.module.css';

function Version({ runtime }: { readonly runtime: RuntimeView }) {
  const { sync, commit, syncedAt } = runtime;
  return (
    <span>
      <StatusBadge status={sync} />
      {commit && (
        <>
          {sync === 'Synced' ? ' to ' : ' from '}
          <CommitLink sha={commit.sha} commit={commit} /> “{commit.subject}” by {commit.author}
        </>
      )}
      {commit && syncedAt && (
        <>
          , <RelativeTime date={syncedAt} />
        </>
      )}
    </span>
  );
}

/** The answer of the page in one line: is it well, what runs, how many, since when. */
export function StatusLine(props: { readonly runtime: RuntimeView; readonly live: boolean }) {
  const { health, replicas, restarts } = props.runtime;
  return (
    <p className={styles.line} aria-live="polite">
      <span>
        <StatusBadge status={health} />
      </span>
      <Version runtime={props.runtime} />
      <span>
        {replicas.ready}/{replicas.desired} ready
      </span>
      <span>{count(restarts, 'restart')}</span>
      {!props.live && <span className={styles.lost}>Connection lost, trying again</span>}
    </p>
  );
}
