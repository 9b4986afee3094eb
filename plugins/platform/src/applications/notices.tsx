import { useApi } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import type { ApplicationView, Explanation } from '@infraforge/plugin-platform-common';
import { useState } from 'react';
import { platformApiRef } from '../api/platform-api';
import { ErrorNotice } from '../components/error-notice';
import { RelativeTime } from '../components/relative-time';
import table from '../components/table.module.css';
import { shortSha } from '../format/quantity';
import { Explanations } from '../runtime/explanations';
import styles from './application-page.module.css';

interface NoticesProps {
  readonly application: ApplicationView;
  readonly refusal: string | undefined;
  readonly onChanged: () => void;
}

/** `ana` of `user:default/ana`. */
export function personOf(ref: string): string {
  return ref.split('/').at(-1) ?? ref;
}

/** Why it is not as it should be, from its conditions, its operation and its health, with the next step. */
export function explanationsOf(application: ApplicationView): readonly Explanation[] {
  const { conditions, operation, health, healthMessage } = application;
  const told: Explanation[] = conditions.map(({ type, message }) => ({
    reason: `${type}: ${message}`,
    nextStep: type.endsWith('Error')
      ? 'Mend it in the repository and push; the next commit is synced by itself.'
      : 'It goes away when its cause does.',
    severity: type.endsWith('Error') ? 'error' : 'warning',
  }));
  if (operation?.phase === 'Failed' || operation?.phase === 'Error') {
    told.push({
      reason: `The last sync failed: ${operation.message}`,
      nextStep: 'See below which resource was refused, mend it, and sync again.',
      severity: 'error',
    });
  }
  if (health === 'Degraded' && healthMessage) {
    told.push({
      reason: healthMessage,
      nextStep: 'Open the service for its pods and log, or roll back in the history.',
      severity: 'error',
    });
  }
  return told;
}

function PinNotice(props: NoticesProps) {
  const { application, refusal, onChanged } = props;
  const api = useApi(platformApiRef);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const { pin, name } = application;
  if (!pin) return null;
  const end = () => {
    setBusy(true);
    api
      .endPin(name)
      .then(onChanged, setError)
      .finally(() => setBusy(false));
  };
  return (
    <>
      {error !== undefined && <ErrorNotice error={error} what="The pin is not ended." />}
      <section className={styles.notice} aria-label="Pin">
        <p>
          <strong>Pinned to {shortSha(pin.revision)}</strong> by {personOf(pin.by)},{' '}
          <RelativeTime date={pin.at} />
          {pin.reason && ` “${pin.reason}”`}.{' '}
          <span className={table.quiet}>New commits wait until the pin is ended.</span>
        </p>
        <span title={refusal}>
          <Button
            size="small"
            variant="secondary"
            isDisabled={busy || refusal !== undefined}
            onPress={end}
          >
            End pin
          </Button>
        </span>
      </section>
    </>
  );
}

/** What the reader has to know before anything else on the page. */
export function Notices(props: NoticesProps) {
  return (
    <>
      {props.refusal && <p className={styles.quiet}>{props.refusal}</p>}
      <PinNotice {...props} />
      <Explanations explanations={explanationsOf(props.application)} />
    </>
  );
}
