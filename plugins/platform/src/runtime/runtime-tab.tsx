import { useApi } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { RuntimeView, ServiceView } from '@infraforge/plugin-platform-common';
import { useCallback } from 'react';
import { platformApiRef } from '../api/platform-api';
import { ErrorNotice } from '../components/error-notice';
import { Empty, Surface } from '../components/panel';
import { Skeleton } from '../components/skeleton';
import { type FollowLog, logTail } from '../hooks/use-log';
import { useRefusal } from '../hooks/use-refusal';
import { useSearchParam } from '../hooks/use-search-param';
import { useService } from '../hooks/use-service';
import { EnvironmentPicker } from './environment-picker';
import { Explanations } from './explanations';
import { LogPanel } from './log-panel';
import { Pods } from './pods';
import { Revisions } from './revisions';
import { RuntimeActions } from './runtime-actions';
import styles from './runtime-tab.module.css';
import { StatusLine } from './status-line';

/** What a service without a running environment says instead of showing one. */
function notRunning({ name, state, failure }: ServiceView): string {
  if (state === 'creating') return `${name} is being created. It appears here by itself.`;
  if (state === 'deleting') return `${name} is being deleted.`;
  if (state === 'failed') return `${name} was not created: ${failure ?? 'no reason was given'}`;
  return `${name} runs nowhere yet. Push a commit to its repository, and the platform deploys it to dev.`;
}

function RuntimeOf(props: {
  readonly service: ServiceView;
  readonly runtime: RuntimeView;
  readonly live: boolean;
  readonly onEnvironment: (environment: string) => void;
}) {
  const { service, runtime, live, onEnvironment } = props;
  const api = useApi(platformApiRef);
  const { name } = service;
  const { environment } = runtime;
  const follow = useCallback<FollowLog>(
    (handlers) => api.followLog(name, { environment, tail: logTail }, handlers),
    [api, name, environment],
  );
  const refusal = useRefusal(service.team);
  return (
    <>
      <header className={styles.header}>
        <StatusLine runtime={runtime} live={live} />
        <div className={styles.actions}>
          <EnvironmentPicker
            environments={service.environments.map((each) => each.environment)}
            value={runtime.environment}
            onChange={onEnvironment}
          />
          <RuntimeActions service={service} runtime={runtime} refusal={refusal} />
        </div>
      </header>
      {refusal && <p className={styles.refusal}>{refusal}</p>}
      <Explanations explanations={runtime.explanations} />
      <Revisions revisions={runtime.revisions} />
      <Pods pods={runtime.pods} />
      <LogPanel follow={follow} pods={runtime.pods.map((pod) => pod.name)} />
    </>
  );
}

/** Is it running? The tab of a component that an Application deploys. */
export function RuntimeTab() {
  const { entity } = useEntity();
  const { service, error, live, reload } = useService(entity.metadata.name);
  const [environment, setEnvironment] = useSearchParam<string>('env', 'dev');
  const runtime =
    service?.environments.find((candidate) => candidate.environment === environment) ??
    service?.environments[0];
  return (
    <div className={styles.tab}>
      {error !== undefined && (
        <ErrorNotice
          error={error}
          what={`The state of ${entity.metadata.name} did not load.`}
          onRetry={reload}
        />
      )}
      {service && runtime && (
        <RuntimeOf service={service} runtime={runtime} live={live} onEnvironment={setEnvironment} />
      )}
      {service && !runtime && (
        <Surface>
          <Empty>{notRunning(service)}</Empty>
        </Surface>
      )}
      {!service && error === undefined && <Skeleton label="Loading what runs" rows={6} />}
    </div>
  );
}
