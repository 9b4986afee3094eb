import { Button } from '@backstage/ui';
import type {
  ApplicationHistoryEntryView,
  ApplicationView,
} from '@infraforge/plugin-platform-common';
import { useState } from 'react';
import { CommitLink } from '../components/commit-link';
import { Empty, Panel, Surface } from '../components/panel';
import { RelativeTime } from '../components/relative-time';
import table from '../components/table.module.css';
import { isRunning } from './application-header';
import styles from './application-page.module.css';
import { personOf } from './notices';
import { RollbackDialog } from './rollback-dialog';

interface HistoryTabProps {
  readonly application: ApplicationView;
  readonly refusal: string | undefined;
  readonly onChanged: () => void;
}

function whoOf({ by }: ApplicationHistoryEntryView): string {
  return by ? `by ${personOf(by)}` : 'by itself';
}

/** What was deployed, the newest first, and the way back to it. */
export function HistoryTab({ application, refusal, onChanged }: HistoryTabProps) {
  const [chosen, setChosen] = useState<ApplicationHistoryEntryView>();
  const entries = [...application.history].reverse();
  const current = entries[0];
  const off = refusal !== undefined || isRunning(application);
  return (
    <Panel title="History" count={entries.length}>
      <Surface>
        {entries.length === 0 ? (
          <Empty>Nothing was deployed yet. Each sync that succeeds leaves an entry.</Empty>
        ) : (
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col" className={table.number}>
                  Id
                </th>
                <th scope="col">Commit</th>
                <th scope="col">Subject</th>
                <th scope="col">Author</th>
                <th scope="col">Sync</th>
                <th scope="col">Deployed</th>
                <th scope="col">Roll back</th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <tr key={entry.id}>
                  <td className={table.number}>{entry.id}</td>
                  <td>
                    <CommitLink sha={entry.revision} commit={entry.commit} />
                  </td>
                  <td className={table.grow}>{entry.commit?.subject}</td>
                  <td className={table.quiet}>{entry.commit?.author}</td>
                  <td className={table.quiet}>{whoOf(entry)}</td>
                  <td className={table.quiet}>
                    <RelativeTime date={entry.deployedAt} />
                  </td>
                  <td className={styles.actionCell}>
                    {entry === current ? (
                      <span className={table.quiet}>runs now</span>
                    ) : (
                      <span title={refusal}>
                        <Button
                          size="small"
                          variant="secondary"
                          isDisabled={off}
                          aria-label={`Roll back to ${entry.revision.slice(0, 7)}`}
                          onPress={() => setChosen(entry)}
                        >
                          Roll back
                        </Button>
                      </span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Surface>
      {chosen && (
        <RollbackDialog
          application={application}
          entry={chosen}
          onClose={() => setChosen(undefined)}
          onStarted={onChanged}
        />
      )}
    </Panel>
  );
}
