import type { Directory } from '@infraforge/identity';
import type { Clock, Logger } from '@infraforge/kernel';
import type { ForgeStore, GitRepositories } from '@infraforge/scm';
import type { PodMetrics, ServiceRegister } from '@infraforge/services';
import type { ObjectStore } from '@infraforge/workloads';

/** Where the parts of this installation answer. No trailing slashes. */
export type Urls = {
  readonly portal: string;
  readonly forge: string;
  /** The URL under which the ingress serves a host. */
  ingress(host: string): string;
};

/** One line of a pod's log. */
export type PodLogLine = {
  readonly text: string;
  /** Bytes from the start of the log to the end of the line. */
  readonly offset: number;
};

/** The logs of pods, which stay readable while the kubelet is away. */
export type PodLogs = {
  /** The last `tail` lines, or those after `fromOffset`. */
  read(
    podUid: string,
    options: { tail: number; fromOffset?: number },
  ): Promise<readonly PodLogLine[]>;
  /** The same, and then each new line until the signal aborts. */
  follow(
    podUid: string,
    options: { tail: number; fromOffset?: number },
    signal: AbortSignal,
  ): AsyncIterable<PodLogLine>;
};

/** Changes to repositories that others must hear of: they go through the Git host's own API, so that its webhooks fire. */
export type ScmHost = {
  archiveRepository(owner: string, name: string): Promise<void>;
  deleteRepository(owner: string, name: string): Promise<void>;
};

/** What every use case may need. The composition root (packages/backend) makes it once. */
export type PlatformContext = {
  readonly register: ServiceRegister;
  readonly forge: ForgeStore;
  readonly git: GitRepositories;
  readonly scm: ScmHost;
  readonly objects: ObjectStore;
  readonly logs: PodLogs;
  podMetrics(podUid: string): Promise<PodMetrics | undefined>;
  directory(): Directory;
  readonly urls: Urls;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Aborts when the server stops: what watches ends with it. */
  readonly stopping: AbortSignal;
};
