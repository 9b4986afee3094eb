import { Button } from '@backstage/ui';
import { RiErrorWarningFill } from '@remixicon/react';
import { RequestError } from '../api/request-error';
import styles from './error-notice.module.css';

interface ErrorNoticeProps {
  readonly error: unknown;
  /** One sentence: what the reader does not get. */
  readonly what: string;
  readonly onRetry?: () => void;
}

function detailsOf(error: unknown): { message: string; hint?: string; code?: string } {
  if (error instanceof RequestError) {
    return {
      message: error.message,
      code: error.code,
      ...(error.hint !== undefined && { hint: error.hint }),
    };
  }
  // fetch() throws a TypeError with a different text in each browser when nobody answers.
  if (error instanceof TypeError) {
    return {
      message: 'The platform does not answer.',
      hint: 'See whether it runs: gaia status. Start it: gaia up.',
    };
  }
  return { message: messageOf(error) };
}

/** The message of an error; some of Backstage's streams carry one as a plain object. */
function messageOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'message' in error)
    return String(error.message);
  return String(error);
}

/** What went wrong, why, what to do, and the code that finds it in the log. */
export function ErrorNotice({ error, what, onRetry }: ErrorNoticeProps) {
  const { message, hint, code } = detailsOf(error);
  return (
    <div className={styles.notice} role="alert">
      <RiErrorWarningFill className={styles.icon} size={18} aria-hidden="true" />
      <div className={styles.text}>
        <p className={styles.what}>{what}</p>
        <p>{message}</p>
        {hint && <p>{hint}</p>}
        {code && <p className={styles.code}>{code}</p>}
      </div>
      {onRetry && (
        <Button size="small" variant="secondary" onPress={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}
