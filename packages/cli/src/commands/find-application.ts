import { PlatformError } from '@infraforge/kernel';
import type { ApplicationView } from '@infraforge/plugin-platform-common';
import { isNotFound } from '../client/http.ts';
import type { PlatformApi } from '../client/platform-api.ts';

/** The app of this name, or the one of the service of this name: `<service>-<environment>` (DESIGN §6.1). Throws `gaia.not-found`. */
export async function findApplication(
  api: PlatformApi,
  word: string,
  environment: string,
): Promise<ApplicationView> {
  const name = word.replace(/^\w+\//, '');
  for (const candidate of [name, `${name}-${environment}`]) {
    try {
      return await api.application(candidate);
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }
  throw new PlatformError(
    'gaia.not-found',
    `There is no app "${name}" and no service "${name}" with an app in ${environment}.`,
    { hint: '`gaia get apps` shows what there is.' },
  );
}
