import { useApi } from '@backstage/frontend-plugin-api';
import type { ServiceView } from '@infraforge/plugin-platform-common';
import { useCallback, useEffect, useState } from 'react';
import { platformApiRef } from '../api/platform-api';

export interface LiveService {
  readonly service?: ServiceView;
  readonly error?: unknown;
  /** False while the connection is lost and what is shown may be old. */
  readonly live: boolean;
  readonly reload: () => void;
}

/** A service as it is now, renewed by the platform on each change. */
export function useService(name: string): LiveService {
  const api = useApi(platformApiRef);
  const [state, setState] = useState<Omit<LiveService, 'reload'>>({ live: false });
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: an attempt is the reason to ask again
  useEffect(() => {
    const abort = new AbortController();
    setState({ live: false });
    const fail = (error: unknown) => {
      if (!abort.signal.aborted) setState((previous) => ({ ...previous, error, live: false }));
    };
    api
      .watchService(name, {
        signal: abort.signal,
        onValue: (service) => setState({ service, live: true }),
        onState: (connection) =>
          setState((previous) => ({ ...previous, live: connection === 'open' })),
      })
      .catch(fail);
    return () => abort.abort();
  }, [api, name, attempt]);

  const reload = useCallback(() => setAttempt((value) => value + 1), []);
  return { ...state, reload };
}
