import { join } from 'node:path';
import { type Logger, messageOf } from '@infraforge/kernel';
import { type DataDirectory, readJsonFile, writeJsonFile } from '@infraforge/local-cluster';
import type { RevisionChoices } from '@infraforge/workloads';

/** Which revision of each Deployment had the traffic last, over restarts of the kubelet: it never goes back. */
export type RouteMemory = {
  choices(): RevisionChoices;
  keep(choices: RevisionChoices): void;
  /** Resolves when what was kept is on disk. */
  saved(): Promise<void>;
};

/** What an earlier kubelet kept in `routes.json`. */
export async function createRouteMemory(data: DataDirectory, logger: Logger): Promise<RouteMemory> {
  const path = join(data.root, 'routes.json');
  let choices = new Map(
    Object.entries(((await readJsonFile(path)) ?? {}) as Record<string, number>),
  );
  let saving = Promise.resolve();
  return {
    choices: () => choices,
    keep(next) {
      const before = choices;
      choices = new Map(next);
      const isSame =
        before.size === next.size && [...next].every(([uid, n]) => before.get(uid) === n);
      if (isSame) return;
      saving = saving
        .then(() => writeJsonFile(path, Object.fromEntries(choices)))
        .catch((error: unknown) => logger.warn(`The routes are not kept: ${messageOf(error)}`));
    },
    saved: () => saving,
  };
}
