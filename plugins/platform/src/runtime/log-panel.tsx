import { type ReactNode, useCallback, useEffect, useMemo } from 'react';
import { ErrorNotice } from '../components/error-notice';
import { Empty, Panel, Surface } from '../components/panel';
import { Skeleton } from '../components/skeleton';
import { type FollowLog, useLog } from '../hooks/use-log';
import { useSearchParam } from '../hooks/use-search-param';
import { filterLog, type LogFilter } from '../log/log-filter';
import { LogList } from './log-list';
import { LogToolbar } from './log-toolbar';

interface LogPanelProps {
  /** The same function while it is the same log. */
  readonly follow: FollowLog;
  readonly pods: readonly string[];
  /** `Log` unless given. */
  readonly title?: string;
  /** Stands after the filters. */
  readonly actions?: ReactNode;
}

function useLogFilter() {
  const [search, setSearch] = useSearchParam<string>('log', '');
  const [level, setLevel] = useSearchParam<LogFilter['level']>('level', 'all');
  const [pod, setPod] = useSearchParam<string>('pod', 'all');
  const filter = useMemo<LogFilter>(() => ({ search, level, pod }), [search, level, pod]);
  return { filter, setSearch, setLevel, setPod };
}

/** A log as it is written, with filters that stay in the URL. */
export function LogPanel({ follow: source, pods, actions, title = 'Log' }: LogPanelProps) {
  const { entries, ready, error } = useLog(source);
  const { filter, setSearch, setLevel, setPod } = useLogFilter();
  const [follow, setFollow] = useSearchParam<'on' | 'off'>('follow', 'on');
  const onFollow = useCallback(
    (on: boolean) => {
      if (on !== (follow === 'on')) setFollow(on ? 'on' : 'off');
    },
    [follow, setFollow],
  );
  const shown = useMemo(() => filterLog(entries, filter), [entries, filter]);
  const known = useMemo(
    () => [...new Set([...pods, ...entries.map((entry) => entry.pod)])],
    [pods, entries],
  );

  // A pod that is gone, with no line left, would leave the log empty for a reason that nobody sees.
  useEffect(() => {
    if (ready && filter.pod !== 'all' && known.length > 0 && !known.includes(filter.pod))
      setPod('all');
  }, [ready, filter.pod, known, setPod]);

  return (
    <Panel
      title={title}
      count={shown.length}
      actions={
        <>
          <LogToolbar
            filter={filter}
            pods={known}
            follow={follow === 'on'}
            onFollow={onFollow}
            onSearch={setSearch}
            onLevel={setLevel}
            onPod={setPod}
          />
          {actions}
        </>
      }
    >
      {error !== undefined && <ErrorNotice error={error} what="The log did not load." />}
      {!ready && <Skeleton label="Loading the log" rows={4} rowHeight={22} />}
      {ready && entries.length === 0 && error === undefined && (
        <Surface>
          <Empty>No line yet. What the service writes to standard output appears here.</Empty>
        </Surface>
      )}
      {entries.length > 0 && (
        <Surface>
          <LogList
            entries={shown}
            showPod={known.length > 1 && filter.pod === 'all'}
            follow={follow === 'on'}
            onFollow={onFollow}
            onTrace={setSearch}
          />
        </Surface>
      )}
    </Panel>
  );
}
