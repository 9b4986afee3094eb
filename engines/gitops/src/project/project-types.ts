import type { KubeObject } from '@infraforge/kube';
import type { Destination } from '../types.ts';

export type AppProject = KubeObject & { readonly spec: AppProjectSpec };

export type AppProjectSpec = {
  readonly description?: string;
  readonly sourceRepos?: readonly string[];
  /** Namespaces beside Argo CD's own whose Applications may name the project. */
  readonly sourceNamespaces?: readonly string[];
  readonly destinations?: readonly Destination[];
  readonly destinationServiceAccounts?: readonly {
    readonly server?: string;
    readonly namespace?: string;
    readonly defaultServiceAccount?: string;
  }[];
  /** Nothing is allowed when there is none. */
  readonly clusterResourceWhitelist?: readonly ClusterResource[];
  readonly clusterResourceBlacklist?: readonly ClusterResource[];
  /** Everything is allowed when there is none. */
  readonly namespaceResourceWhitelist?: readonly NamespaceResource[];
  readonly namespaceResourceBlacklist?: readonly NamespaceResource[];
  readonly roles?: readonly ProjectRole[];
  readonly syncWindows?: readonly SyncWindow[];
  /** Say what stands in the destination namespaces and belongs to no application; `warn` is true when not given. */
  readonly orphanedResources?: {
    readonly warn?: boolean;
    readonly ignore?: readonly {
      readonly group?: string;
      readonly kind?: string;
      readonly name?: string;
    }[];
  };
  readonly permitOnlyProjectScopedClusters?: boolean;
  readonly [member: string]: unknown;
};

export type NamespaceResource = { readonly group: string; readonly kind: string };

export type ProjectRole = {
  readonly name: string;
  readonly policies?: readonly string[];
  readonly groups?: readonly string[];
};

/** When syncs may, or may not, happen. */
export type SyncWindow = {
  readonly kind?: string;
  /** Five fields of cron. */
  readonly schedule?: string;
  /** Go's notation: `1h30m`. */
  readonly duration?: string;
  readonly timeZone?: string;
  readonly applications?: readonly string[];
  readonly clusters?: readonly string[];
  readonly namespaces?: readonly string[];
  /** Syncs by hand pass. */
  readonly manualSync?: boolean;
  /** A sync that began in its window may end after it. */
  readonly syncOverrun?: boolean;
  readonly andOperator?: boolean;
};

/** Globs; without a name all objects of the kind are meant. */
export type ClusterResource = {
  readonly group: string;
  readonly kind: string;
  readonly name?: string;
};
