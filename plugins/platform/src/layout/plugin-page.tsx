import type { PageLayoutProps } from '@backstage/frontend-plugin-api';
import { useLocation, useResolvedPath } from 'react-router-dom';
import styles from './plugin-page.module.css';
import { TabBar } from './tab-bar';

/** The frame that Backstage puts around a plugin's page: its title, its tabs, its content. */
export function PluginPage({ title, noHeader, headerActions, tabs, children }: PageLayoutProps) {
  const base = useResolvedPath('.').pathname.replace(/\/$/, '');
  const { pathname } = useLocation();
  if (noHeader) return <>{children}</>;
  const links = (tabs ?? []).map((tab) => ({
    id: tab.id,
    label: tab.label,
    href: tab.href.startsWith('/') ? tab.href : `${base}/${tab.href}`,
  }));
  const active = links.find(({ href }) => pathname === href || pathname.startsWith(`${href}/`));
  return (
    <>
      <header className={styles.header}>
        <div className={styles.title}>
          <h1>{title}</h1>
          <span className={styles.grow} />
          {headerActions}
        </div>
        <TabBar label={title ?? 'Page'} tabs={links} activeId={active?.id} />
      </header>
      {children}
    </>
  );
}
