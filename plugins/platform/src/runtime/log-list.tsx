import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useRef } from 'react';
import { Empty } from '../components/panel';
import type { LogEntry } from '../log/log-filter';
import styles from './log.module.css';
import { LogRow } from './log-row';

interface LogListProps {
  readonly entries: readonly LogEntry[];
  readonly showPod: boolean;
  readonly follow: boolean;
  readonly onFollow: (on: boolean) => void;
  readonly onTrace: (traceId: string) => void;
}

/** Pixels of one unwrapped line. */
const rowHeight = 20;
/** Pixels from the end that still count as being at the end. */
const slack = 24;

/** Milliseconds after a turn of the wheel until the list has moved. */
const settled = 120;

/** Calls back when the reader scrolled by hand, with whether the end is in view. */
function useHandScroll(
  frame: RefObject<HTMLDivElement>,
  isShown: boolean,
  onScroll: (atEnd: boolean) => void,
): void {
  useEffect(() => {
    const element = frame.current;
    if (!element || !isShown) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const report = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        onScroll(element.scrollHeight - element.scrollTop - element.clientHeight < slack);
      }, settled);
    };
    const byHand = ['wheel', 'touchmove', 'keyup'] as const;
    for (const event of byHand) element.addEventListener(event, report, { passive: true });
    return () => {
      clearTimeout(timer);
      for (const event of byHand) element.removeEventListener(event, report);
    };
  }, [frame, isShown, onScroll]);
}

/** The lines themselves; only those in view are in the document. */
export function LogList({ entries, showPod, follow, onFollow, onTrace }: LogListProps) {
  const frame = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: entries.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => entries[index]?.id ?? index,
    overscan: 20,
  });
  const { length } = entries;
  const last = entries[length - 1]?.id;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new last line is the reason to scroll
  useEffect(() => {
    if (follow && length > 0) virtualizer.scrollToIndex(length - 1, { align: 'end' });
  }, [follow, length, last, virtualizer]);
  useHandScroll(frame, length > 0, onFollow);

  if (entries.length === 0) return <Empty>No line passes the filters.</Empty>;
  return (
    <div ref={frame} className={styles.frame} role="log" aria-label="Log lines">
      <div className={styles.lines} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const entry = entries[item.index];
          return (
            entry && (
              <div
                key={item.key}
                ref={virtualizer.measureElement}
                data-index={item.index}
                className={styles.position}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <LogRow entry={entry} showPod={showPod} onTrace={onTrace} />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}
