import type { Caller, Clock, Logger } from '@infraforge/kernel';
import type { KubeObject } from '@infraforge/kube';
import type { ObjectStore } from '@infraforge/workloads';

/** Who may do what, and what the cluster takes: the rules that GitOps is under too. */
export type ClusterRules = {
  /** Whether objects in the namespace are the caller's to read; '' stands for what is in none. */
  mayRead(caller: Caller, namespace: string): boolean;
  mayWrite(caller: Caller, namespace: string): boolean;
  /** Throws PlatformError when the rules do not let the caller make, change or delete the object. */
  permit(caller: Caller, object: KubeObject): Promise<void>;
};

/** The logs of pods as the kubelet keeps them. */
export type PodLogSource = {
  read(podUid: string, options: PodLogOptions): Promise<readonly { readonly text: string }[]>;
  /** The same, and then each new line until the signal aborts. */
  follow(
    podUid: string,
    options: PodLogOptions,
    signal: AbortSignal,
  ): AsyncIterable<{ readonly text: string }>;
};

export type PodLogOptions = { readonly tail: number; readonly container?: string };

export type KubeApiOptions = {
  readonly objects: ObjectStore;
  /** The caller that a bearer token stands for. */
  readonly authenticate: (token: string) => Promise<Caller | undefined>;
  readonly rules: ClusterRules;
  readonly logs: PodLogSource;
  readonly clock: Clock;
  readonly logger: Logger;
};
