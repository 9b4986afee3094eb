import type { LogFilter } from '../log/log-filter';
import styles from './log.module.css';

interface LogToolbarProps {
  readonly filter: LogFilter;
  readonly pods: readonly string[];
  readonly follow: boolean;
  readonly onFollow: (on: boolean) => void;
  readonly onSearch: (search: string) => void;
  readonly onLevel: (level: LogFilter['level']) => void;
  readonly onPod: (pod: string) => void;
}

const levels: readonly (readonly [LogFilter['level'], string])[] = [
  ['all', 'All levels'],
  ['error', 'Error'],
  ['warn', 'Warning and worse'],
  ['info', 'Info and worse'],
  ['debug', 'Debug and worse'],
];

/** The end of a pod's name is what tells it from its siblings. */
export function shortPod(name: string): string {
  return name.split('-').slice(-2).join('-');
}

/** Filters of the log. */
export function LogToolbar(props: LogToolbarProps) {
  const { filter, pods, follow } = props;
  return (
    <>
      <input
        type="search"
        className={styles.search}
        placeholder="Search the log"
        aria-label="Search the log"
        value={filter.search}
        onChange={(event) => props.onSearch(event.target.value)}
      />
      <select
        className={styles.select}
        aria-label="Level"
        value={filter.level}
        onChange={(event) => props.onLevel(event.target.value as LogFilter['level'])}
      >
        {levels.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <select
        className={styles.select}
        aria-label="Pod"
        value={filter.pod}
        onChange={(event) => props.onPod(event.target.value)}
      >
        <option value="all">All pods</option>
        {pods.map((pod) => (
          <option key={pod} value={pod}>
            {shortPod(pod)}
          </option>
        ))}
      </select>
      <label className={styles.follow}>
        <input
          type="checkbox"
          checked={follow}
          onChange={(event) => props.onFollow(event.target.checked)}
        />
        Follow
      </label>
    </>
  );
}
