import type { CommitView } from '@infraforge/plugin-platform-common';
import { shortSha } from '../format/quantity';
import styles from './table.module.css';

/** `3f2c1a9`, leading to the commit's page where it is known; the whole id on hover. */
export function CommitLink(props: {
  readonly sha: string;
  readonly commit?: CommitView | undefined;
}) {
  const text = <span className={styles.code}>{shortSha(props.sha)}</span>;
  if (!props.commit) return <span title={props.sha}>{text}</span>;
  return (
    <a className={styles.textLink} href={props.commit.url} title={props.sha}>
      {text}
    </a>
  );
}
