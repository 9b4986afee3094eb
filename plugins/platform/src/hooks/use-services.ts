import { useApi } from '@backstage/frontend-plugin-api';
import type { ServiceView } from '@infraforge/plugin-platform-common';
import { useCallback } from 'react';
import { platformApiRef } from '../api/platform-api';
import { usePolled } from './use-polled';

export interface Services {
  readonly services?: readonly ServiceView[];
  /** Set while the last attempt failed; services of an earlier one stay. */
  readonly error?: unknown;
  readonly reload: () => void;
}

/** The user's services, renewed while the page is visible. */
export function useServices(): Services {
  const api = useApi(platformApiRef);
  const { value, error, reload } = usePolled(useCallback(() => api.listServices(), [api]));
  return { ...(value && { services: value }), ...(error !== undefined && { error }), reload };
}
