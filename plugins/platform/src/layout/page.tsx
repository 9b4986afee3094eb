import type { ReactNode } from 'react';
import styles from './page.module.css';

interface PageProps {
  readonly title: string;
  /** A number, a name: what belongs beside the title. */
  readonly aside?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page of our own: its title, its main action, its content. */
export function Page({ title, aside, actions, children }: PageProps) {
  return (
    <main className={styles.page}>
      <header className={styles.header}>
        <h1>{title}</h1>
        {aside !== undefined && <span className={styles.aside}>{aside}</span>}
        <span className={styles.grow} />
        {actions}
      </header>
      {children}
    </main>
  );
}
