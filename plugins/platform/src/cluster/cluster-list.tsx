import { Button } from '@backstage/ui';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router-dom';
import { ErrorNotice } from '../components/error-notice';
import { Empty, Panel, Surface } from '../components/panel';
import { Skeleton } from '../components/skeleton';

interface ClusterListProps {
  readonly title: string;
  /** Undefined until they are known. */
  readonly total: number | undefined;
  readonly shown: number;
  readonly error?: unknown;
  readonly onRetry?: () => void;
  /** What it means that there is none, and the next step. */
  readonly empty: ReactNode;
  readonly children: ReactNode;
}

/** A list of the cluster in each of its states: loading, failed, empty, filtered to nothing, there. */
export function ClusterList(props: ClusterListProps) {
  const { title, total, shown, error, onRetry, empty, children } = props;
  const [, setParameters] = useSearchParams();
  const clear = () => setParameters(new URLSearchParams(), { replace: true });
  return (
    <Panel title={title} {...(total !== undefined && { count: shown })}>
      {error !== undefined && (
        <ErrorNotice error={error} what={`${title} did not load.`} {...(onRetry && { onRetry })} />
      )}
      {total === undefined && error === undefined && (
        <Skeleton label={`Loading ${title.toLowerCase()}`} rows={6} />
      )}
      {total === 0 && (
        <Surface>
          <Empty>{empty}</Empty>
        </Surface>
      )}
      {total !== undefined && total > 0 && (
        <Surface>
          {shown > 0 ? (
            children
          ) : (
            <Empty
              action={
                <Button size="small" variant="secondary" onPress={clear}>
                  Clear filters
                </Button>
              }
            >
              Nothing passes the filters.
            </Empty>
          )}
        </Surface>
      )}
    </Panel>
  );
}
