import { useEntity } from '@backstage/plugin-catalog-react';
import { ButtonLink } from '@backstage/ui';
import { RiExternalLinkLine } from '@remixicon/react';
import { Link } from 'react-router-dom';
import { ErrorNotice } from '../components/error-notice';
import { Empty, Panel, Surface } from '../components/panel';
import { Skeleton } from '../components/skeleton';
import { StatusBadge } from '../components/status-badge';
import table from '../components/table.module.css';
import { mainRuntime, statusOf } from '../home/home-model';
import { useService } from '../hooks/use-service';
import { Explanations } from './explanations';
import styles from './runtime-card.module.css';
import { StatusLine } from './status-line';

/** The runtime in short, on the overview: the status line and the way to more. */
export function RuntimeCard() {
  const { entity } = useEntity();
  const { service, error, live, reload } = useService(entity.metadata.name);
  const runtime = service && mainRuntime(service);
  return (
    <Panel
      title="Runtime"
      actions={
        <Link className={table.link} to="runtime">
          Pods and log
        </Link>
      }
    >
      {error !== undefined && (
        <ErrorNotice error={error} what="The state of the service did not load." onRetry={reload} />
      )}
      {!service && error === undefined && (
        <Skeleton label="Loading what runs" rows={1} rowHeight={52} />
      )}
      {service && (
        <Surface>
          {runtime ? (
            <div className={styles.card}>
              <div className={styles.line}>
                <StatusLine runtime={runtime} live={live} />
                {runtime.url && (
                  <ButtonLink
                    variant="secondary"
                    size="small"
                    href={runtime.url}
                    target="_blank"
                    iconEnd={<RiExternalLinkLine />}
                  >
                    Open
                  </ButtonLink>
                )}
              </div>
              <Explanations explanations={runtime.explanations} />
            </div>
          ) : (
            <Empty>
              <StatusBadge status={statusOf(service)} />
            </Empty>
          )}
        </Surface>
      )}
    </Panel>
  );
}
