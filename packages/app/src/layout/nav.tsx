import type { NavContentComponentProps } from '@backstage/plugin-app-react';
import {
  RiAddCircleLine,
  RiBookOpenLine,
  RiGitBranchLine,
  RiHome5Line,
  RiNotification3Line,
  RiPlugLine,
  RiSearchLine,
  RiServerLine,
  RiSettings3Line,
  RiStackLine,
} from '@remixicon/react';
import type { ReactElement } from 'react';
import { Link } from 'react-router-dom';
import styles from './app-shell.module.css';
import { LogoFull } from './logo';
import { NavLink } from './nav-link';
import { useUnreadCount } from './use-unread-count';

interface Entry {
  /** Extension of the page; an entry whose page is not installed is left out. */
  readonly page: string;
  readonly label: string;
  readonly icon: ReactElement;
}

const entries: readonly Entry[] = [
  { page: 'page:platform/home', label: 'Home', icon: <RiHome5Line /> },
  { page: 'page:catalog', label: 'Catalog', icon: <RiStackLine /> },
  { page: 'page:api-docs', label: 'APIs', icon: <RiPlugLine /> },
  { page: 'page:scaffolder', label: 'Create', icon: <RiAddCircleLine /> },
  { page: 'page:platform/applications', label: 'Applications', icon: <RiGitBranchLine /> },
  { page: 'page:platform/cluster', label: 'Cluster', icon: <RiServerLine /> },
  { page: 'page:techdocs', label: 'Docs', icon: <RiBookOpenLine /> },
  { page: 'page:search', label: 'Search', icon: <RiSearchLine /> },
];

/** The portal's navigation: each page once, in the order of a day's work. */
export function Nav({ navItems }: NavContentComponentProps) {
  const unread = useUnreadCount();
  const items = navItems.clone();
  const link = ({ page, label, icon }: Entry, count = 0) => {
    const item = items.take(page);
    return (
      item && (
        <NavLink
          key={page}
          to={item.href}
          label={label}
          icon={icon}
          count={count}
          exact={item.href === '/'}
        />
      )
    );
  };
  return (
    <nav className={styles.nav} aria-label="Portal">
      <Link className={styles.brand} to="/" aria-label="InfraForge, home">
        <LogoFull />
      </Link>
      {entries.map((entry) => link(entry))}
      <div className={styles.grow} />
      {link(
        { page: 'page:notifications', label: 'Notifications', icon: <RiNotification3Line /> },
        unread,
      )}
      {link({ page: 'page:user-settings', label: 'Settings', icon: <RiSettings3Line /> })}
    </nav>
  );
}
