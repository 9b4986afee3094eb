import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Button, ButtonIcon, ButtonLink, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import type { RuntimeView, ServiceView } from '@infraforge/plugin-platform-common';
import {
  RiDeleteBinLine,
  RiExternalLinkLine,
  RiFileCopyLine,
  RiGitRepositoryLine,
  RiMoreLine,
} from '@remixicon/react';
import { useState } from 'react';
import { platformApiRef } from '../api/platform-api';
import { DeleteDialog } from './delete-dialog';

interface RuntimeActionsProps {
  readonly service: ServiceView;
  readonly runtime: RuntimeView;
  /** Why the reader may change nothing here; undefined when they may. */
  readonly refusal: string | undefined;
}

function useSync(service: ServiceView, runtime: RuntimeView) {
  const api = useApi(platformApiRef);
  const toasts = useApi(toastApiRef);
  const [busy, setBusy] = useState(false);
  // The ApplicationSet names it so; the view carries the Application itself only when it was asked for.
  const name = runtime.application?.name ?? `${service.name}-${runtime.environment}`;
  const sync = () => {
    setBusy(true);
    api
      .syncApplication(name)
      .then(
        () => toasts.post({ title: `Sync of ${name} started.`, status: 'info', timeout: 4000 }),
        (error: Error) =>
          toasts.post({
            title: `${name} did not sync.`,
            description: error.message,
            status: 'danger',
          }),
      )
      .finally(() => setBusy(false));
  };
  const running = runtime.application?.operation?.phase === 'Running';
  return { sync, disabled: busy || running, running };
}

/** What can be done with the service: the common at hand, the rest in the menu. */
export function RuntimeActions({ service, runtime, refusal }: RuntimeActionsProps) {
  const { sync, disabled, running } = useSync(service, runtime);
  const [deleting, setDeleting] = useState(false);
  const copy = (text: string) => {
    navigator.clipboard.writeText(text).catch(() => undefined);
  };
  return (
    <>
      {runtime.url && (
        <ButtonLink
          variant="primary"
          size="small"
          href={runtime.url}
          target="_blank"
          iconEnd={<RiExternalLinkLine />}
        >
          Open
        </ButtonLink>
      )}
      <span title={refusal}>
        <Button
          variant="secondary"
          size="small"
          isDisabled={disabled || refusal !== undefined}
          onPress={sync}
        >
          {running ? 'Syncing' : 'Sync'}
        </Button>
      </span>
      <MenuTrigger>
        <ButtonIcon
          variant="secondary"
          size="small"
          icon={<RiMoreLine />}
          aria-label="More actions"
        />
        <Menu>
          {runtime.url ? (
            <MenuItem iconStart={<RiFileCopyLine />} onAction={() => copy(runtime.url ?? '')}>
              Copy URL
            </MenuItem>
          ) : null}
          {service.repository ? (
            <MenuItem iconStart={<RiGitRepositoryLine />} href={service.repository.url}>
              Open repository
            </MenuItem>
          ) : null}
          {service.repository ? (
            <MenuItem
              iconStart={<RiFileCopyLine />}
              onAction={() => copy(`git clone ${service.repository?.cloneUrl ?? ''}`)}
            >
              Copy git clone
            </MenuItem>
          ) : null}
          <MenuItem
            iconStart={<RiDeleteBinLine />}
            color="danger"
            isDisabled={refusal !== undefined}
            onAction={() => setDeleting(true)}
          >
            Delete service
          </MenuItem>
        </Menu>
      </MenuTrigger>
      {deleting && <DeleteDialog service={service} isOpen onClose={() => setDeleting(false)} />}
    </>
  );
}
