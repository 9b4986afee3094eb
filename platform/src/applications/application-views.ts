import type { HealthCode, SyncCode } from '@infraforge/gitops';

/** What the doors show of applications besides themselves; the wire types of plugins/platform-common. */

type ResourceName = {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
};

export type SourceView = {
  readonly repository: string;
  readonly path: string;
  readonly targetRevision: string | undefined;
  readonly chart: string | undefined;
  readonly revision: string | undefined;
};

export type PinView = {
  readonly revision: string;
  readonly historyId: number;
  readonly by: string;
  readonly at: string;
  readonly reason: string | undefined;
};

export type HistoryEntryView = {
  readonly id: number;
  readonly revision: string;
  readonly deployedAt: string;
  readonly startedAt: string;
  readonly by: string | undefined;
  readonly automated: boolean;
  readonly sources: readonly SourceView[];
};

export type SyncWindowView = {
  readonly kind: 'allow' | 'deny';
  readonly schedule: string;
  readonly duration: string;
  readonly timeZone: string | undefined;
  readonly manualSync: boolean;
  readonly active: boolean;
};

export type ResourceNode = ResourceName & {
  readonly uid: string;
  readonly parent: string | undefined;
  readonly sync: SyncCode | undefined;
  readonly health: HealthCode | undefined;
  readonly message: string | undefined;
  readonly createdAt: string | undefined;
};

export type TriedResource = ResourceName & {
  readonly status: string | undefined;
  readonly message: string;
  readonly phase: string | undefined;
  readonly hook: boolean;
};

export type ResourceDiff = ResourceName & {
  readonly change: 'create' | 'update' | 'delete';
  readonly live?: string;
  readonly target?: string;
};

export type ApplicationDiff = {
  readonly name: string;
  readonly revision: string | undefined;
  readonly items: readonly ResourceDiff[];
};

export type DryRun = {
  readonly name: string;
  readonly revision: string;
  readonly items: readonly TriedResource[];
};
