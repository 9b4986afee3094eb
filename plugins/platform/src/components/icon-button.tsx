import type { RemixiconComponentType } from '@remixicon/react';
import styles from './icon-button.module.css';

interface IconButtonProps {
  readonly icon: RemixiconComponentType;
  /** What it does; shown on hover and read by a screen reader. */
  readonly label: string;
  readonly onClick: () => void;
}

/** A quiet button inside a row. */
export function IconButton({ icon: Icon, label, onClick }: IconButtonProps) {
  return (
    <button
      type="button"
      className={styles.button}
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      <Icon size={14} aria-hidden="true" />
    </button>
  );
}
