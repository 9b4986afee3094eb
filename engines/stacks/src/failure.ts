import { PlatformError } from '@infraforge/kernel';

/** The error for what Atmos refuses; its code names the finding. */
export function refuse(code: string, message: string, hint?: string): PlatformError {
  return new PlatformError(`stacks.${code}`, message, hint === undefined ? {} : { hint });
}
