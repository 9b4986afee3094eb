import { useApi } from '@backstage/frontend-plugin-api';
import type { ApplicationView } from '@infraforge/plugin-platform-common';
import { useCallback } from 'react';
import { useParams } from 'react-router-dom';
import { platformApiRef } from '../api/platform-api';
import { ErrorNotice } from '../components/error-notice';
import { Skeleton } from '../components/skeleton';
import { usePolled } from '../hooks/use-polled';
import { type ApplicationTab, refusalFor } from './application-facts';
import { ApplicationHeader } from './application-header';
import styles from './application-page.module.css';
import { DiffTab } from './diff-tab';
import { HistoryTab } from './history-tab';
import { Notices } from './notices';
import { ResourcesTab } from './resources-tab';
import { WindowsTab } from './windows-tab';

function Content(props: {
  readonly application: ApplicationView;
  readonly tab: ApplicationTab;
  readonly refusal: string | undefined;
  readonly onChanged: () => void;
}) {
  const { application, tab, refusal, onChanged } = props;
  switch (tab) {
    case 'diff':
      return <DiffTab application={application} />;
    case 'history':
      return <HistoryTab application={application} refusal={refusal} onChanged={onChanged} />;
    case 'windows':
      return <WindowsTab application={application} />;
    default:
      return <ResourcesTab application={application} />;
  }
}

/** One application: is it as its repository says, what does it consist of, what would a sync change? */
export function ApplicationPage({ tab }: { readonly tab: ApplicationTab }) {
  const { name = '' } = useParams();
  const api = useApi(platformApiRef);
  const load = useCallback(() => api.getApplication(name), [api, name]);
  const { value: application, error, reload, refresh } = usePolled(load, 3_000);
  const refusal = application && refusalFor(application);
  return (
    <main>
      <ApplicationHeader
        name={name}
        application={application}
        tab={tab}
        refusal={refusal}
        onChanged={refresh}
      />
      <div className={styles.content}>
        {error !== undefined && (
          <ErrorNotice error={error} what={`${name} did not load.`} onRetry={reload} />
        )}
        {!application && error === undefined && <Skeleton label={`Loading ${name}`} rows={8} />}
        {application && (
          <>
            <Notices application={application} refusal={refusal} onChanged={refresh} />
            <Content application={application} tab={tab} refusal={refusal} onChanged={refresh} />
          </>
        )}
      </div>
    </main>
  );
}
