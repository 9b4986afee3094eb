import type { ApplicationView, SyncWindowView } from '@infraforge/plugin-platform-common';
import { Empty, Panel, Surface } from '../components/panel';
import table from '../components/table.module.css';
import { exactTime } from '../format/time';
import { useNow } from '../hooks/use-now';
import { spansOf } from './window-strip';
import styles from './windows.module.css';

const day = 86_400_000;
const days = 7;

function midnight(now: number): number {
  const date = new Date(now);
  date.setHours(0, 0, 0, 0);
  return date.getTime();
}

function Strip({ window, start }: { readonly window: SyncWindowView; readonly start: number }) {
  return (
    <div className={styles.strip} data-kind={window.kind}>
      {spansOf(window, start, days * day).map(({ from, to, start: opens }) => (
        <span
          key={opens.getTime()}
          title={`${window.kind === 'allow' ? 'Allowed' : 'Denied'} from ${exactTime(opens.toISOString())} for ${window.duration}`}
          style={{ left: `${from * 100}%`, width: `${Math.max(0.3, (to - from) * 100)}%` }}
        />
      ))}
    </div>
  );
}

function stateOf({ kind, active, manualSync }: SyncWindowView): string {
  if (!active) return 'closed now';
  if (kind === 'allow') return 'open now';
  return manualSync ? 'open now: only syncs by hand' : 'open now: nothing syncs';
}

/** When syncs are allowed or denied, as a calendar of the next days. */
export function WindowsTab({ application }: { readonly application: ApplicationView }) {
  const windows = application.syncWindows ?? [];
  const start = midnight(useNow(60_000));
  const names = Array.from({ length: days }, (_, index) =>
    new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric' }).format(
      start + index * day + day / 2,
    ),
  );
  return (
    <Panel title="Sync windows" count={windows.length}>
      <Surface>
        {windows.length === 0 ? (
          <Empty>
            No sync window: commits are deployed at any time. The project {application.project} may
            set some.
          </Empty>
        ) : (
          <table className={`${table.table} ${styles.windows}`}>
            <thead>
              <tr>
                <th scope="col">Kind</th>
                <th scope="col">Schedule</th>
                <th scope="col">Lasts</th>
                <th scope="col">State</th>
                <th scope="col" className={styles.calendar}>
                  <span className={styles.days}>
                    {names.map((name) => (
                      <span key={name}>{name}</span>
                    ))}
                  </span>
                </th>
              </tr>
            </thead>
            <tbody>
              {windows.map((window) => (
                <tr key={`${window.kind} ${window.schedule} ${window.duration}`}>
                  <td>{window.kind === 'allow' ? 'Allow' : 'Deny'}</td>
                  <td>
                    <span className={table.code}>{window.schedule}</span>{' '}
                    <span className={table.quiet}>{window.timeZone ?? 'UTC'}</span>
                  </td>
                  <td>{window.duration}</td>
                  <td className={table.quiet}>{stateOf(window)}</td>
                  <td className={styles.calendar}>
                    <Strip window={window} start={start} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Surface>
    </Panel>
  );
}
