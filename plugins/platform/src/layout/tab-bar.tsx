import { Link, useResolvedPath } from 'react-router-dom';
import styles from './tab-bar.module.css';

export interface TabLink {
  readonly id: string;
  readonly label: string;
  /** A path, absolute or below the page's own. */
  readonly href: string;
}

interface TabBarProps {
  readonly label: string;
  readonly tabs: readonly TabLink[];
  readonly activeId: string | undefined;
}

/** The tabs of a page. Each is an address of its own, so they are links. */
export function TabBar({ label, tabs, activeId }: TabBarProps) {
  const base = useResolvedPath('.').pathname.replace(/\/$/, '');
  if (tabs.length < 2) return <div className={styles.none} />;
  return (
    <nav className={styles.tabs} aria-label={label}>
      {tabs.map(({ id, label: text, href }) => (
        <Link
          key={id}
          className={styles.tab}
          to={href.startsWith('/') ? href : `${base}/${href}`.replace(/\/$/, '')}
          {...(id === activeId && { 'aria-current': 'page' as const })}
        >
          {text}
        </Link>
      ))}
    </nav>
  );
}
