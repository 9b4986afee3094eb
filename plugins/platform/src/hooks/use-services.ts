import { useApi } from '@backstage/frontend-plugin-api';
import type { ServiceView } from '@infraforge/plugin-platform-common';
import { useCallback, useEffect, useState } from 'react';
import { platformApiRef } from '../api/platform-api';

export interface Services {
  readonly services?: readonly ServiceView[];
  /** Set while the last attempt failed; services of an earlier one stay. */
  readonly error?: unknown;
  readonly reload: () => void;
}

/** Milliseconds between two looks at the list while the page is visible. */
const interval = 5_000;

/** The user's services, renewed while the page is visible. */
export function useServices(): Services {
  const api = useApi(platformApiRef);
  const [state, setState] = useState<Omit<Services, 'reload'>>({});
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: an attempt is the reason to ask again
  useEffect(() => {
    let current = true;
    const load = () => {
      if (document.hidden) return;
      api.listServices().then(
        (services) => current && setState({ services }),
        (error: unknown) => current && setState((previous) => ({ ...previous, error })),
      );
    };
    load();
    const timer = setInterval(load, interval);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [api, attempt]);

  const reload = useCallback(() => {
    setState({});
    setAttempt((value) => value + 1);
  }, []);
  return { ...state, reload };
}
