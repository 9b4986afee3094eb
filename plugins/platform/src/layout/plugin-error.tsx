import type { ErrorDisplayProps } from '@backstage/frontend-plugin-api';
import { ErrorNotice } from '../components/error-notice';
import styles from './page.module.css';

/** A part of the portal that broke; the rest goes on. */
export function PluginError({ plugin, error, resetError }: ErrorDisplayProps) {
  return (
    <div className={styles.page}>
      <ErrorNotice
        error={error}
        what={`This part of the portal (${plugin?.id ?? 'app'}) broke.`}
        onRetry={resetError}
      />
    </div>
  );
}
