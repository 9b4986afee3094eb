import type { ReactNode } from 'react';
import styles from './app-shell.module.css';

/** The frame of every page: navigation on the left, the page scrolling on its own at the right. */
export function AppShell(props: { readonly nav: ReactNode; readonly children: ReactNode }) {
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#content">
        Skip to the page
      </a>
      {props.nav}
      <div className={styles.content} id="content" tabIndex={-1}>
        {props.children}
      </div>
    </div>
  );
}
