import { useCallback, useEffect, useState } from 'react';

export interface Polled<Value> {
  readonly value?: Value;
  /** Set while the last attempt failed; the value of an earlier one stays. */
  readonly error?: unknown;
  /** Begins anew, with nothing shown until the answer. */
  readonly reload: () => void;
  /** Asks again at once; what is shown stays until the answer. */
  readonly refresh: () => void;
}

interface State<Value> {
  readonly of: unknown;
  readonly value?: Value;
  readonly error?: unknown;
}

/**
 * What `load` gives, renewed every `interval` milliseconds while the page is visible. `load` must be the same function
 * while it asks for the same.
 */
export function usePolled<Value>(load: () => Promise<Value>, interval = 5_000): Polled<Value> {
  const [state, setState] = useState<State<Value>>({ of: load });
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: an attempt is the reason to ask again
  useEffect(() => {
    let current = true;
    const ask = () => {
      if (document.hidden) return;
      load().then(
        (value) => current && setState({ of: load, value }),
        (error: unknown) =>
          current &&
          setState((previous) => ({ ...(previous.of === load ? previous : { of: load }), error })),
      );
    };
    ask();
    const timer = setInterval(ask, interval);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [load, interval, attempt]);

  const refresh = useCallback(() => setAttempt((value) => value + 1), []);
  const reload = useCallback(() => {
    setState({ of: load });
    refresh();
  }, [load, refresh]);
  const { of, ...shown } = state;
  return { ...(of === load ? shown : {}), reload, refresh };
}
