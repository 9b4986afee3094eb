import { Button, ButtonIcon, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import type { ApplicationView } from '@infraforge/plugin-platform-common';
import { RiFileCopyLine, RiGitRepositoryLine, RiMoreLine, RiStackLine } from '@remixicon/react';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import header from '../catalog/entity-header.module.css';
import { CommitLink } from '../components/commit-link';
import { CopyButton } from '../components/copy-button';
import { RelativeTime } from '../components/relative-time';
import { StatusBadge } from '../components/status-badge';
import table from '../components/table.module.css';
import { TabBar } from '../layout/tab-bar';
import { type ApplicationTab, applicationPath, repositoryName } from './application-facts';
import styles from './application-page.module.css';
import { SyncDialog } from './sync-dialog';

interface ApplicationHeaderProps {
  readonly name: string;
  readonly application: ApplicationView | undefined;
  readonly tab: ApplicationTab;
  readonly refusal: string | undefined;
  readonly onChanged: () => void;
}

/** Operations that have not ended. */
export function isRunning({ operation }: ApplicationView): boolean {
  return operation?.phase === 'Running' || operation?.phase === 'Terminating';
}

function StatusLine({ application }: { readonly application: ApplicationView }) {
  const { health, sync, revision, operation, history, repository, path, automated, pin } =
    application;
  const commit = history.find((entry) => entry.revision === revision)?.commit;
  return (
    <p className={styles.status} aria-live="polite">
      <span>
        <StatusBadge status={health} />
      </span>
      <span>
        <StatusBadge status={sync} />
        {revision && (
          <>
            {sync === 'Synced' ? ' to ' : ' from '}
            <CommitLink sha={revision} commit={commit} />
            {commit && ` “${commit.subject}” by ${commit.author}`}
          </>
        )}
      </span>
      {operation && (
        <span title={operation.message}>
          Last sync <StatusBadge of="run" status={operation.phase} />{' '}
          <RelativeTime date={operation.finishedAt ?? operation.startedAt} />
        </span>
      )}
      <span>
        <a className={table.textLink} href={repository.replace(/\.git$/, '')}>
          {repositoryName(repository)}
        </a>{' '}
        <span className={table.code}>{path}</span>
      </span>
      <span>{automated && !pin ? 'syncs by itself' : 'syncs when asked'}</span>
    </p>
  );
}

function Actions(props: {
  readonly application: ApplicationView;
  readonly refusal: string | undefined;
  readonly onChanged: () => void;
}) {
  const { application, refusal, onChanged } = props;
  const [syncing, setSyncing] = useState(false);
  const copy = (text: string) => {
    navigator.clipboard.writeText(text).catch(() => undefined);
  };
  const running = isRunning(application);
  const { name, repository } = application;
  const service = name.replace(/-[a-z]+$/, '');
  return (
    <>
      <span title={refusal}>
        <Button
          variant="primary"
          size="small"
          isDisabled={refusal !== undefined || running}
          onPress={() => setSyncing(true)}
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
          {application.team ? (
            <MenuItem
              iconStart={<RiStackLine />}
              href={`/catalog/default/component/${service}/runtime`}
            >
              Open service
            </MenuItem>
          ) : null}
          <MenuItem iconStart={<RiGitRepositoryLine />} href={repository.replace(/\.git$/, '')}>
            Open repository
          </MenuItem>
          <MenuItem iconStart={<RiFileCopyLine />} onAction={() => copy(`gaia diff ${name}`)}>
            Copy gaia diff
          </MenuItem>
        </Menu>
      </MenuTrigger>
      {syncing && (
        <SyncDialog
          application={application}
          onClose={() => setSyncing(false)}
          onStarted={onChanged}
        />
      )}
    </>
  );
}

/** Where the page is, what it is called, how it stands, what can be done. */
export function ApplicationHeader(props: ApplicationHeaderProps) {
  const { name, application, tab, refusal, onChanged } = props;
  return (
    <header className={header.header}>
      <nav className={header.crumbs} aria-label="Breadcrumb">
        <Link className={table.link} to="/applications">
          Applications
        </Link>
        {application && (
          <>
            <span aria-hidden="true">/</span>
            <Link
              className={table.link}
              to={`/applications?project=${encodeURIComponent(application.project)}`}
            >
              {application.project}
            </Link>
          </>
        )}
      </nav>
      <div className={header.title}>
        <h1>{name}</h1>
        <CopyButton text={name} label="Copy the name" />
        <span className={header.grow} />
        {application && (
          <Actions application={application} refusal={refusal} onChanged={onChanged} />
        )}
      </div>
      {application && <StatusLine application={application} />}
      <TabBar
        label="Application"
        activeId={tab}
        tabs={[
          { id: 'resources', label: 'Resources', href: applicationPath(name) },
          { id: 'diff', label: 'Diff', href: applicationPath(name, 'diff') },
          { id: 'history', label: 'History', href: applicationPath(name, 'history') },
          { id: 'windows', label: 'Sync windows', href: applicationPath(name, 'windows') },
        ]}
      />
    </header>
  );
}
