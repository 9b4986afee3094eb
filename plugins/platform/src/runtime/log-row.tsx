import { memo } from 'react';
import { CopyButton } from '../components/copy-button';
import { clockTime } from '../format/time';
import type { LogEntry } from '../log/log-filter';
import styles from './log.module.css';
import { shortPod } from './log-toolbar';

interface LogRowProps {
  readonly entry: LogEntry;
  readonly showPod: boolean;
  readonly onTrace: (traceId: string) => void;
}

function Row({ entry, showPod, onTrace }: LogRowProps) {
  const { level, timestamp, message, fields, traceId, raw } = entry.line;
  const isRecord = message !== raw;
  return (
    <div className={styles.row} data-level={level}>
      {showPod && (
        <span className={styles.pod} title={entry.pod}>
          {shortPod(entry.pod)}
        </span>
      )}
      {timestamp && (
        <time className={styles.time} dateTime={timestamp} title={timestamp}>
          {clockTime(timestamp)}
        </time>
      )}
      {isRecord && level && <span className={styles.level}>{level.toUpperCase()}</span>}
      <span className={isRecord ? styles.message : styles.plain}>
        {message}
        {fields.map(([name, value]) => (
          <span key={name} className={styles.field}>
            {' '}
            {name}={value}
          </span>
        ))}
        {traceId && (
          <button
            type="button"
            className={styles.trace}
            title={`Show the lines of trace ${traceId}`}
            onClick={() => onTrace(traceId)}
          >
            trace {traceId.slice(0, 4)}…
          </button>
        )}
      </span>
      <span className={styles.copy}>
        <CopyButton text={raw} label="Copy the line" />
      </span>
    </div>
  );
}

/** One line: its pod, time, level, what it says, its trace; a line that is no record stands as it was written. */
export const LogRow = memo(Row);
