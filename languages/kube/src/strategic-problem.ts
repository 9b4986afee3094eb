import { PlatformError } from '@infraforge/kernel';

export function wrongMerge(message: string): PlatformError {
  return new PlatformError('kube.strategic-merge', message, {
    hint: 'Compare the patch with the object that it changes.',
  });
}
