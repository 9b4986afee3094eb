import { type Logger, messageOf } from '@infraforge/kernel';
import type { DataDirectory } from '@infraforge/local-cluster';
import type { Service } from '@infraforge/workloads';
import { hostsText, writeHosts } from './service-names.ts';

export type HostNames = {
  /** Brings the hosts files of the namespaces in line with the Services. */
  set(services: readonly Service[], namespaces: readonly string[]): void;
};

/** Keeps the hosts files of pods: one write after the other, so that the newest is the last, and none without a change. */
export function createHostNames(data: DataDirectory, logger: Logger): HostNames {
  const written = new Map<string, string>();
  let wanted = new Map<string, readonly Service[]>();
  let writing = Promise.resolve();

  async function write(): Promise<void> {
    for (const [namespace, services] of wanted) {
      const text = hostsText(namespace, services);
      if (written.get(namespace) === text) continue;
      await writeHosts(data, namespace, text);
      written.set(namespace, text);
    }
  }

  return {
    set(services, namespaces) {
      wanted = new Map(namespaces.map((namespace) => [namespace, services]));
      writing = writing
        .then(write)
        .catch((error: unknown) =>
          logger.warn(`The names of Services are not up to date: ${messageOf(error)}`),
        );
    },
  };
}
