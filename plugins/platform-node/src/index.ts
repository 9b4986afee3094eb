import { createServiceRef } from '@backstage/backend-plugin-api';
import type { Platform } from '@infraforge/platform';

/** The errors that the platform throws, for plugins that throw one of their own. */
export { PlatformError } from '@infraforge/platform';

/** The platform that every plugin of this backend shares; packages/backend makes it. */
export const platformServiceRef = createServiceRef<Platform>({
  id: 'infraforge.platform',
  scope: 'root',
});
