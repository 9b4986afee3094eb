import type { Problem } from '@infraforge/kernel';
import type { KubeObject, ObjectKey } from '@infraforge/kube';
import type { ApplicationSource } from './types.ts';

/** Where sources come from. */
export type SourceRepositories = {
  /** The commit that a revision (`HEAD`, a branch, a tag, an id) of a repository names now; undefined when none. */
  resolve(repoURL: string, revision: string): Promise<string | undefined>;
};

/** Turns one source at one commit into manifests (kustomize, plain directory). `platform/` passes the engines in. */
export type Render = (request: RenderRequest) => Promise<RenderResult>;

export type RenderRequest = {
  readonly source: ApplicationSource;
  /** Full commit id. */
  readonly revision: string;
  readonly applicationName: string;
  /** Argo CD's `spec.destination.namespace`. */
  readonly namespace: string;
};

export type RenderResult =
  | {
      readonly ok: true;
      readonly objects: readonly KubeObject[];
      readonly sourceType: 'Kustomize' | 'Directory';
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** The cluster, as a sync needs it. */
export type LiveObjects = {
  get(key: ObjectKey): Promise<KubeObject | undefined>;
  /** Objects that carry this application in their tracking annotation. */
  managedBy(application: string): Promise<readonly KubeObject[]>;
  /** Creates the object or makes it equal, through admission. Throws PlatformError with the reason of a refusal. */
  apply(object: KubeObject): Promise<KubeObject>;
  remove(key: ObjectKey): Promise<boolean>;
};

/** One repository that the scmProvider generator found, one entry a branch. */
export type ScmRepository = {
  readonly organization: string;
  readonly repository: string;
  readonly repositoryId: number;
  /** Clone URL by the generator's `cloneProtocol`. */
  readonly url: string;
  readonly branch: string;
  readonly sha: string;
  /** Topics. */
  readonly labels: readonly string[];
};

/** GitHub's (or the forge's) API, as the scmProvider generator needs it. Archived repositories are left out. */
export type ScmProvider = {
  repositories(
    organization: string,
    options: { allBranches: boolean; cloneProtocol: 'ssh' | 'https' },
  ): Promise<readonly ScmRepository[]>;
  pathExists(repository: ScmRepository, path: string): Promise<boolean>;
};

/** Files of repositories, as the git generator needs them. */
export type GitFiles = {
  /** Paths of all files at the commit that a revision names; undefined when there is none. */
  paths(repoURL: string, revision: string): Promise<readonly string[] | undefined>;
  read(repoURL: string, revision: string, path: string): Promise<string>;
};

/** One open pull request, as the pullRequest generator needs it. */
export type ScmPullRequest = {
  readonly number: number;
  readonly title: string;
  readonly branch: string;
  readonly targetBranch: string;
  readonly headSha: string;
  readonly author: string;
  readonly labels: readonly string[];
};

export type PullRequests = {
  /** Open ones that carry all of these labels. */
  open(
    owner: string,
    repository: string,
    labels: readonly string[],
  ): Promise<readonly ScmPullRequest[]>;
};

/** A cluster that is registered by a secret (`argocd.argoproj.io/secret-type=cluster`). */
export type RegisteredCluster = {
  readonly name: string;
  readonly server: string;
  readonly project?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
};

/** Services that answer the plugin generator, by the name of the config map that describes them. */
export type GeneratorPlugins = {
  ask(
    configMap: string,
    parameters: Readonly<Record<string, unknown>>,
  ): Promise<readonly Readonly<Record<string, unknown>>[]>;
};

/** What a sync does to the cluster. Each method throws, with the reason in the message, when the cluster refuses. */
export type SyncCluster = {
  /** Whether the cluster would take the object; nothing is written. */
  check(target: KubeObject): Promise<void>;
  /** Creates or changes the object; the text says which, as kubectl does (`ConfigMap/a configured`). */
  apply(target: KubeObject, how: 'apply' | 'replace'): Promise<string>;
  /** Deletes the object; it may stay for a while with a deletion timestamp. */
  remove(live: KubeObject): Promise<void>;
  /** Takes the hook finalizer away from a hook whose outcome has been read. */
  release(live: KubeObject): Promise<void>;
};
