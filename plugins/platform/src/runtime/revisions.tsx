import type { RevisionView } from '@infraforge/plugin-platform-common';
import { CommitLink } from '../components/commit-link';
import { Panel, Surface } from '../components/panel';
import { RelativeTime } from '../components/relative-time';
import table from '../components/table.module.css';
import styles from './runtime-tab.module.css';

function Traffic({ revision }: { readonly revision: RevisionView }) {
  if (revision.live) return <span className={styles.serving}>takes all traffic</span>;
  const starting = revision.desired > 0;
  return (
    <span className={table.quiet}>{starting ? 'takes no traffic yet' : 'kept for rollback'}</span>
  );
}

/** What was deployed, the newest first, and which of it serves. */
export function Revisions({ revisions }: { readonly revisions: readonly RevisionView[] }) {
  if (revisions.length === 0) return null;
  return (
    <Panel title="Revisions" count={revisions.length}>
      <Surface>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Commit</th>
              <th scope="col">Subject</th>
              <th scope="col">Author</th>
              <th scope="col">Ready</th>
              <th scope="col">Traffic</th>
              <th scope="col">Deployed</th>
            </tr>
          </thead>
          <tbody>
            {revisions.map((revision) => (
              <tr key={revision.sha}>
                <td>
                  <CommitLink sha={revision.sha} commit={revision.commit} />
                </td>
                <td className={table.grow}>{revision.commit?.subject}</td>
                <td className={table.quiet}>{revision.commit?.author}</td>
                <td>
                  {revision.ready}/{revision.desired}
                </td>
                <td>
                  <Traffic revision={revision} />
                </td>
                <td className={table.quiet}>
                  <RelativeTime date={revision.createdAt} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Surface>
    </Panel>
  );
}
