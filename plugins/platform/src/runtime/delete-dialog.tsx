import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Button, Dialog, DialogBody, DialogFooter, DialogHeader, TextField } from '@backstage/ui';
import type { ServiceView } from '@infraforge/plugin-platform-common';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { platformApiRef } from '../api/platform-api';
import { ErrorNotice } from '../components/error-notice';

interface DeleteDialogProps {
  readonly service: ServiceView;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Deleting takes the repository with it, so the name has to be typed. */
export function DeleteDialog({ service, isOpen, onClose }: DeleteDialogProps) {
  const api = useApi(platformApiRef);
  const toasts = useApi(toastApiRef);
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  const remove = () => {
    setBusy(true);
    setError(undefined);
    api
      .deleteService(service.name)
      .then(() => {
        toasts.post({ title: `${service.name} is being deleted.`, status: 'info', timeout: 6000 });
        navigate('/');
      }, setError)
      .finally(() => setBusy(false));
  };
  return (
    <Dialog isOpen={isOpen} onOpenChange={(open) => !open && onClose()} isDismissable>
      <DialogHeader>Delete service {service.name}</DialogHeader>
      <DialogBody>
        {error !== undefined && (
          <ErrorNotice error={error} what={`${service.name} is not deleted.`} />
        )}
        <p>
          Its pods stop, its address ends, and its repository{' '}
          {service.repository ? <code>{service.repository.fullName}</code> : ''} and catalog entry
          go. There is no undo.
        </p>
        <TextField
          label={`Type ${service.name} to confirm`}
          value={typed}
          onChange={setTyped}
          autoComplete="off"
        />
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          Keep service
        </Button>
        <Button
          variant="primary"
          destructive
          isDisabled={busy || typed !== service.name}
          onPress={remove}
        >
          Delete service
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
