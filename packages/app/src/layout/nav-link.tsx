import type { ReactElement } from 'react';
import { Link, useLocation } from 'react-router-dom';
import styles from './app-shell.module.css';

interface NavLinkProps {
  readonly to: string;
  readonly label: string;
  readonly icon: ReactElement;
  readonly count?: number;
  /** True when only the exact path counts as being there. */
  readonly exact?: boolean;
}

function isCurrent(pathname: string, to: string, exact: boolean): boolean {
  return pathname === to || (!exact && pathname.startsWith(`${to.replace(/\/$/, '')}/`));
}

/** One entry of the navigation: icon and word, with a count where something waits. */
export function NavLink({ to, label, icon, count = 0, exact = false }: NavLinkProps) {
  const { pathname } = useLocation();
  const current = isCurrent(pathname, to, exact);
  return (
    <Link
      className={styles.item}
      to={to}
      title={label}
      {...(current && { 'aria-current': 'page' as const })}
    >
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      <span className={styles.label}>{label}</span>
      {count > 0 && (
        <span className={styles.count} title={`${count} unread`}>
          {count > 99 ? '99+' : count}
        </span>
      )}
    </Link>
  );
}
