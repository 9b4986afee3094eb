import { PlatformError } from '@infraforge/kernel';

/** True when a program's output says that the disk, or the user's quota of it, is used up. */
export function isDiskFull(output: string): boolean {
  return /No space left on device|Disk quota exceeded|ENOSPC|EDQUOT/.test(output);
}

export function diskFull(path: string): PlatformError {
  return new PlatformError('postgres.disk-full', `There is no space left on the disk of ${path}.`, {
    hint: `Free some space there (\`df -h\` shows how much there is; the platform wants 3 GiB) and start again.`,
    retryable: true,
  });
}
