import { createServer } from 'node:net';
import { hasCode, PlatformError, sha256 } from '@infraforge/kernel';

/**
 * Lets one kubelet run for a data directory. The lock is a socket in Linux' abstract namespace: it vanishes with the
 * process however that ends. Throws `kubelet.running` when there is another.
 */
export function takeInstanceLock(dataDirectory: string): Promise<() => void> {
  const path = `\0infraforge-kubelet-${sha256(dataDirectory).slice(0, 32)}`;
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error) => {
      const isTaken = hasCode(error, 'EADDRINUSE');
      reject(
        isTaken
          ? new PlatformError('kubelet.running', `A kubelet runs for ${dataDirectory} already.`, {
              hint: 'End it with `gaia down`, or wait for it to end.',
            })
          : error,
      );
    });
    server.listen({ path }, () => {
      server.unref();
      resolve(() => server.close());
    });
  });
}
