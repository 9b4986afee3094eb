import styles from './skeleton.module.css';

interface SkeletonProps {
  /** What is being loaded, for a screen reader. */
  readonly label: string;
  readonly rows?: number;
  /** Pixels, as the rows that will come. */
  readonly rowHeight?: number;
}

/** Stands where a list will stand, in its size, so that nothing moves when it comes. */
export function Skeleton({ label, rows = 3, rowHeight = 34 }: SkeletonProps) {
  return (
    <div role="status" aria-label={label} className={styles.skeleton}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
        <div key={row} className={styles.row} style={{ height: rowHeight }}>
          <span style={{ width: `${60 - ((row * 17) % 35)}%` }} />
        </div>
      ))}
    </div>
  );
}
