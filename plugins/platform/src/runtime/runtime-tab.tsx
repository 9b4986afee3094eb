import { useEntity } from '@backstage/plugin-catalog-react';
import type { RuntimeView, ServiceView } from '@infraforge/plugin-platform-common';
import { ErrorNotice } from '../components/error-notice';
import { Empty, Surface } from '../components/panel';
import { Skeleton } from '../components/skeleton';
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
  return (
    <>
      <header className={styles.header}>
        <StatusLine runtime={runtime} live={live} />
        <div className={styles.actions}>
          <EnvironmentPicker
            environments={service.environments.map(({ environment }) => environment)}
            value={runtime.environment}
            onChange={onEnvironment}
          />
          <RuntimeActions service={service} runtime={runtime} />
        </div>
      </header>
      <Explanations explanations={runtime.explanations} />
      <Revisions revisions={runtime.revisions} />
      <Pods pods={runtime.pods} />
      <LogPanel
        service={service.name}
        environment={runtime.environment}
        pods={runtime.pods.map(({ name }) => name)}
      />
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
