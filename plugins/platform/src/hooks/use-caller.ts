import { useApi } from '@backstage/frontend-plugin-api';
import type { CallerView } from '@infraforge/plugin-platform-common';
import { useEffect, useState } from 'react';
import { platformApiRef } from '../api/platform-api';

/** Who the user is to the platform; undefined until it is known. */
export function useCaller(): CallerView | undefined {
  const api = useApi(platformApiRef);
  const [caller, setCaller] = useState<CallerView>();
  useEffect(() => {
    let current = true;
    api.getCaller().then(
      (value) => current && setCaller(value),
      // The page goes without the greeting; what it shows comes from other calls, which report.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [api]);
  return caller;
}
