import type { DataDirectory } from '@infraforge/local-cluster';
import type { PodLogs } from '@infraforge/platform';
export function createPodLogs(_data: DataDirectory): PodLogs {
  return { read: async () => [], async *follow() {} };
}
