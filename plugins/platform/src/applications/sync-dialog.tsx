import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Button, Dialog, DialogBody, DialogFooter, DialogHeader, TextField } from '@backstage/ui';
import type { ApplicationView, DryRunView } from '@infraforge/plugin-platform-common';
import { useState } from 'react';
import { platformApiRef } from '../api/platform-api';
import { ErrorNotice } from '../components/error-notice';
import table from '../components/table.module.css';
import { shortSha } from '../format/quantity';
import styles from './application-page.module.css';

interface SyncDialogProps {
  readonly application: ApplicationView;
  readonly onClose: () => void;
  readonly onStarted: () => void;
}

function Tried({ tried }: { readonly tried: DryRunView }) {
  if (tried.items.length === 0) {
    return <p className={styles.quiet}>A sync would change nothing.</p>;
  }
  return (
    <section aria-label="What a sync would do">
      <p className={styles.text}>A sync to {shortSha(tried.revision)} would do this:</p>
      <ul className={styles.results}>
        {tried.items.map(({ group, kind, namespace, name, status, message }) => (
          <li key={`${group}/${kind}/${namespace}/${name}`}>
            <span>
              {kind} <span className={table.code}>{name}</span>
            </span>
            <span className={table.quiet}>{[status, message].filter(Boolean).join(': ')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function useSyncDialog({ application, onClose, onStarted }: SyncDialogProps) {
  const api = useApi(platformApiRef);
  const toasts = useApi(toastApiRef);
  const [prune, setPrune] = useState(application.automated?.prune ?? false);
  const [revision, setRevision] = useState('');
  const [tried, setTried] = useState<DryRunView>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const options = { prune, ...(revision.trim() && { revision: revision.trim() }) };
  const run = (work: () => Promise<void>) => {
    setBusy(true);
    setError(undefined);
    work()
      .catch(setError)
      .finally(() => setBusy(false));
  };
  const tryIt = () => run(async () => setTried(await api.trySync(application.name, options)));
  const sync = () =>
    run(async () => {
      await api.syncApplication(application.name, options);
      toasts.post({ title: `Sync of ${application.name} started.`, status: 'info', timeout: 4000 });
      onStarted();
      onClose();
    });
  const change = <Value,>(set: (value: Value) => void) => {
    return (value: Value) => {
      setTried(undefined);
      set(value);
    };
  };
  return {
    prune,
    setPrune: change(setPrune),
    revision,
    setRevision: change(setRevision),
    tried,
    error,
    busy,
    tryIt,
    sync,
  };
}

/** Brings the cluster to what the repository says, with the choices that a sync has. */
export function SyncDialog(props: SyncDialogProps) {
  const { application, onClose } = props;
  const state = useSyncDialog(props);
  return (
    <Dialog isOpen onOpenChange={(open) => !open && onClose()} isDismissable>
      <DialogHeader>Sync {application.name}</DialogHeader>
      <DialogBody>
        <div className={styles.options}>
          {state.error !== undefined && (
            <ErrorNotice error={state.error} what={`${application.name} is not synced.`} />
          )}
          {application.pin && (
            <p className={styles.text}>
              It is pinned to {shortSha(application.pin.revision)}: a sync brings that revision
              until the pin is ended.
            </p>
          )}
          <TextField
            label="Revision"
            description={`A branch, a tag or a commit. Empty: ${application.targetRevision ? shortSha(application.targetRevision) : 'what the application asks for'}.`}
            value={state.revision}
            onChange={state.setRevision}
            autoComplete="off"
          />
          <label className={styles.option}>
            <input
              type="checkbox"
              checked={state.prune}
              onChange={(event) => state.setPrune(event.target.checked)}
            />
            <span>
              Prune
              <small>Delete what is not in the repository any more.</small>
            </span>
          </label>
          {state.tried && <Tried tried={state.tried} />}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" isDisabled={state.busy} onPress={state.tryIt}>
          Try without changing
        </Button>
        <Button variant="primary" isDisabled={state.busy} onPress={state.sync}>
          Sync application
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
