import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode, type Logger } from '@infraforge/kernel';
import type { KubeObject } from '@infraforge/kube';
import type {
  CrashPoint,
  DataDirectory,
  ImageBuilder,
  IsolationLevel,
  PortPool,
  ProbeRunner,
} from '@infraforge/local-cluster';
import type { Pod, PodStatus } from '@infraforge/workloads';

/** What a pod needs of the machine and of the cluster around it. */
export type PodHost = {
  readonly data: DataDirectory;
  readonly isolation: IsolationLevel;
  /** The lowest port that Services can be given here. */
  readonly firstOpenPort: number;
  /** The Node binary that runs pods. */
  readonly node: string;
  /** Directories that pods must not see although they are below `/usr` or `/etc`. */
  readonly hide: readonly string[];
  readonly images: ImageBuilder;
  readonly ports: PortPool;
  readonly probes: ProbeRunner;
  readonly logger: Logger;
  readonly crashPoint: CrashPoint;
  now(): Date;
  configMap(namespace: string, name: string): KubeObject | undefined;
  secret(namespace: string, name: string): KubeObject | undefined;
  /** A PersistentVolumeClaim. */
  claim(namespace: string, name: string): KubeObject | undefined;
  /** `<SERVICE>_SERVICE_HOST` and `_PORT` of the Services of a namespace. */
  serviceVariables(namespace: string): Readonly<Record<string, string>>;
  /** Bytes that the processes of a pod took when they were last measured. */
  memoryOf(podUid: string): number | undefined;
  /** Says what the pod is doing now; called on every change. */
  report(pod: Pod, status: PodStatus): void;
  /** Resolves when nothing is under way to the pod, which has left the routes before. */
  drained(podUid: string, limitMs: number): Promise<void>;
  /** Resolves when a ConfigMap, Secret or the signal gives reason to try again, at the latest after a while. */
  retry(delayMs: number, signal: AbortSignal): Promise<void>;
};

/** What every hosts file begins with. */
export const LOCALHOST = '127.0.0.1 localhost\n::1 localhost\n';

/** The hosts file of a namespace, made if it is not there. */
export async function hostsFile(data: DataDirectory, namespace: string): Promise<string> {
  await mkdir(data.hosts, { recursive: true, mode: 0o755 });
  const path = join(data.hosts, namespace);
  await writeFile(path, LOCALHOST, { flag: 'wx', mode: 0o644 }).catch((error: unknown) => {
    if (!hasCode(error, 'EEXIST')) throw error;
  });
  return path;
}
