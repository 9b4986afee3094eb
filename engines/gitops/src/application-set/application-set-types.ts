import type { KubeObject, ObjectMeta } from '@infraforge/kube';
import type { ApplicationSpec } from '../types.ts';

export type ApplicationSet = KubeObject & { readonly spec: ApplicationSetSpec };

export type ApplicationSetSpec = {
  readonly goTemplate?: boolean;
  readonly goTemplateOptions?: readonly string[];
  readonly generators: readonly Generator[];
  readonly template: ApplicationTemplate;
  readonly syncPolicy?: {
    readonly preserveResourcesOnDeletion?: boolean;
    /** What the set may do to Applications that are there; all of it when not given. */
    readonly applicationsSync?: 'sync' | 'create-only' | 'create-update' | 'create-delete';
  };
  /** YAML, with templates, that is merged into each Application. */
  readonly templatePatch?: string;
  /** Labels and annotations of Applications that others write. */
  readonly preservedFields?: {
    readonly annotations?: readonly string[];
    readonly labels?: readonly string[];
  };
  readonly ignoreApplicationDifferences?: readonly {
    readonly name?: string;
    readonly jsonPointers?: readonly string[];
    readonly jqPathExpressions?: readonly string[];
  }[];
  readonly [member: string]: unknown;
};

export type ApplicationTemplate = {
  readonly metadata: Partial<ObjectMeta>;
  readonly spec: ApplicationSpec;
};

/** Exactly one member is set, beside `selector`. */
export type Generator = {
  readonly list?: {
    readonly elements: readonly Readonly<Record<string, unknown>>[];
    readonly template?: unknown;
  };
  readonly scmProvider?: ScmProviderGenerator;
  readonly git?: GitGenerator;
  readonly clusters?: ClustersGenerator;
  readonly pullRequest?: PullRequestGenerator;
  readonly plugin?: PluginGenerator;
  readonly matrix?: { readonly generators: readonly Generator[]; readonly template?: unknown };
  readonly merge?: {
    readonly generators: readonly Generator[];
    readonly mergeKeys: readonly string[];
    readonly template?: unknown;
  };
  readonly [member: string]: unknown;
};

type Values = Readonly<Record<string, string>>;

export type GitGenerator = {
  readonly repoURL: string;
  readonly revision?: string;
  readonly directories?: readonly { readonly path: string; readonly exclude?: boolean }[];
  readonly files?: readonly { readonly path: string; readonly exclude?: boolean }[];
  readonly pathParamPrefix?: string;
  readonly values?: Values;
};

export type ClustersGenerator = {
  readonly selector?: unknown;
  readonly values?: Values;
  /** One set of parameters with a list of all clusters. */
  readonly flatList?: boolean;
};

export type PullRequestGenerator = {
  readonly github?: {
    readonly owner: string;
    readonly repo: string;
    readonly labels?: readonly string[];
  };
  readonly filters?: readonly {
    readonly branchMatch?: string;
    readonly targetBranchMatch?: string;
    readonly titleMatch?: string;
  }[];
  readonly values?: Values;
};

export type PluginGenerator = {
  readonly configMapRef: { readonly name: string };
  readonly input?: { readonly parameters?: Readonly<Record<string, unknown>> };
  readonly values?: Values;
};

export type ScmProviderGenerator = {
  readonly github?: {
    readonly organization: string;
    readonly api?: string;
    readonly allBranches?: boolean;
    readonly tokenRef?: unknown;
  };
  readonly cloneProtocol?: 'ssh' | 'https';
  readonly filters?: readonly ScmFilter[];
  readonly template?: unknown;
  readonly values?: Readonly<Record<string, string>>;
  readonly [member: string]: unknown;
};

export type ScmFilter = {
  readonly repositoryMatch?: string;
  readonly labelMatch?: string;
  readonly branchMatch?: string;
  readonly pathsExist?: readonly string[];
  readonly pathsDoNotExist?: readonly string[];
};
