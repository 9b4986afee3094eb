import { RiArrowDownLine, RiArrowUpLine } from '@remixicon/react';
import styles from './sort-header.module.css';

interface SortHeaderProps {
  readonly title: string;
  /** What it sorts by; without it the column is not sorted. */
  readonly field: string | undefined;
  readonly sort: string;
  readonly descending: boolean;
  readonly onSort: (field: string) => void;
  readonly className?: string | undefined;
}

/** The heading of a column; a click sorts by it, a second one the other way round. */
export function SortHeader(props: SortHeaderProps) {
  const { title, field, sort, descending, onSort, className } = props;
  if (field === undefined)
    return (
      <th scope="col" className={className}>
        {title}
      </th>
    );
  const active = field === sort;
  const Arrow = descending ? RiArrowDownLine : RiArrowUpLine;
  const order = descending ? 'descending' : 'ascending';
  return (
    <th scope="col" className={className} aria-sort={active ? order : 'none'}>
      <button type="button" className={styles.sort} onClick={() => onSort(field)}>
        {title}
        {active && <Arrow size={14} aria-hidden="true" />}
      </button>
    </th>
  );
}
