import styles from './loading.module.css';

/** Stands while a page's code is fetched; it shows nothing for the first moment, so that a quick page does not blink. */
export function Loading() {
  return <div className={styles.bar} role="progressbar" aria-label="Loading the page" />;
}
