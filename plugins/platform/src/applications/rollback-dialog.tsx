import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Button, Dialog, DialogBody, DialogFooter, DialogHeader, TextField } from '@backstage/ui';
import type {
  ApplicationHistoryEntryView,
  ApplicationView,
} from '@infraforge/plugin-platform-common';
import { useState } from 'react';
import { platformApiRef } from '../api/platform-api';
import { ErrorNotice } from '../components/error-notice';
import { shortSha } from '../format/quantity';
import styles from './application-page.module.css';

interface RollbackDialogProps {
  readonly application: ApplicationView;
  readonly entry: ApplicationHistoryEntryView;
  readonly onClose: () => void;
  readonly onStarted: () => void;
}

/** Going back holds although automated sync is on, so it says so first and asks why. */
export function RollbackDialog({ application, entry, onClose, onStarted }: RollbackDialogProps) {
  const api = useApi(platformApiRef);
  const toasts = useApi(toastApiRef);
  const [reason, setReason] = useState('');
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const sha = shortSha(entry.revision);
  const rollBack = () => {
    setBusy(true);
    setError(undefined);
    api
      .rollbackApplication(application.name, {
        id: entry.id,
        ...(reason.trim() && { reason: reason.trim() }),
      })
      .then(() => {
        toasts.post({
          title: `${application.name} goes back to ${sha}.`,
          status: 'info',
          timeout: 4000,
        });
        onStarted();
        onClose();
      }, setError)
      .finally(() => setBusy(false));
  };
  return (
    <Dialog isOpen onOpenChange={(open) => !open && onClose()} isDismissable>
      <DialogHeader>
        Roll back {application.name} to {sha}
      </DialogHeader>
      <DialogBody>
        <div className={styles.options}>
          {error !== undefined && (
            <ErrorNotice error={error} what={`${application.name} is not rolled back.`} />
          )}
          <p className={styles.text}>
            {entry.commit && `“${entry.commit.subject}” by ${entry.commit.author}. `}
            It stays at this commit: pushes are not deployed until somebody ends the pin, here or
            with gaia. The repository is not changed.
          </p>
          <TextField
            label="Reason"
            description="Stands on the page for those who wonder why their push is not deployed."
            value={reason}
            onChange={setReason}
            autoComplete="off"
          />
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          Keep what runs
        </Button>
        <Button variant="primary" isDisabled={busy} onPress={rollBack}>
          Roll back application
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
