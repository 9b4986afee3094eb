import { type Logger, messageOf } from '@infraforge/kernel';
import type { DataDirectory } from '@infraforge/local-cluster';
import type { Pod, Service } from '@infraforge/workloads';
import { hostsText, writeHosts } from './service-names.ts';

export type HostNames = {
  /** Brings the hosts files of the namespaces in line with the Services and the pods that have an address. */
  set(services: readonly Service[], namespaces: readonly string[], named: readonly Pod[]): void;
};

/** Keeps the hosts files of pods: one write after the other, so that the newest is the last, and none without a change. */
export function createHostNames(data: DataDirectory, logger: Logger): HostNames {
  const written = new Map<string, string>();
  let wanted = new Map<string, readonly Service[]>();
  let pods: readonly Pod[] = [];
  let writing = Promise.resolve();

  async function write(): Promise<void> {
    for (const [namespace, services] of wanted) {
      const text = hostsText(namespace, services, pods);
      if (written.get(namespace) === text) continue;
      await writeHosts(data, namespace, text);
      written.set(namespace, text);
    }
  }

  return {
    set(services, namespaces, named) {
      pods = named;
      wanted = new Map(namespaces.map((namespace) => [namespace, services]));
      writing = writing
        .then(write)
        .catch((error: unknown) =>
          logger.warn(`The names of Services are not up to date: ${messageOf(error)}`),
        );
    },
  };
}
