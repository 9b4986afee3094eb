import { useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';
import { platformApiRef } from '../api/platform-api';

/** What becomes of a creation whose task failed: over, not decided yet, or going on as another task. */
export type Successor = 'none' | 'undecided' | { readonly taskId: string };

const interval = 1000;

/**
 * Asks what the platform makes of the failed task that was to make the service, until it has decided. A task that ran
 * into what a killed server had left of it is started over.
 */
export function useSuccessor(service: string | undefined, taskId: string): Successor {
  const api = useApi(platformApiRef);
  const [successor, setSuccessor] = useState<Successor>(service ? 'undecided' : 'none');

  useEffect(() => {
    if (service === undefined) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let current = true;
    const ask = async () => {
      const creation = await api.getCreation(service, taskId).catch(() => undefined);
      if (!current) return;
      if (creation && creation.taskId !== taskId) setSuccessor({ taskId: creation.taskId });
      else if (creation?.status === 'running') timer = setTimeout(ask, interval);
      else setSuccessor('none');
    };
    void ask();
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [api, service, taskId]);

  return successor;
}
