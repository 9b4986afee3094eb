import {
  type Application,
  type AppProject,
  type HealthCode,
  type SyncCode,
  windowsOf,
} from '@infraforge/gitops';
import { allows, nameOf } from '@infraforge/identity';
import { type Caller, PlatformError, type Scope } from '@infraforge/kernel';
import type { PlatformContext } from '../context.ts';
import { CONTROL_NAMESPACE } from '../services/describe-service.ts';
import { type ApplicationView, applicationView, sourceViews, teamOf } from './application-view.ts';
import type { ApplicationDiff, DryRun, HistoryEntryView } from './application-views.ts';
import { historyWithCommits } from './history-commits.ts';
import { resourceTree } from './resource-tree.ts';

export type SyncRequest = {
  /** A branch, a tag or a commit in place of the source's own. */
  readonly revision?: string | undefined;
  /** As the application's policy says when undefined. */
  readonly prune?: boolean | undefined;
};

export type RollbackRequest = { readonly id: number; readonly reason?: string | undefined };

/** What people do to applications; each method throws `application.not-found`. */
export type ApplicationControl = {
  /** Throws `refused.application.sync-window`, `application.automated`, `application.revision-not-found`. */
  sync(application: string, by: string, request?: SyncRequest): Promise<void>;
  dryRun(application: string, request: SyncRequest): Promise<DryRun>;
  diff(application: string): Promise<ApplicationDiff>;
  /** Pins the application to an entry of its history. Throws `application.history-not-found`. */
  rollback(application: string, request: RollbackRequest & { readonly by: string }): Promise<void>;
  /** Throws `application.pin-not-found`. */
  endPin(application: string): Promise<void>;
};

/** GitOps, as the doors drive it. */
export type GitopsControl = ApplicationControl & {
  /** Something may have changed in this repository, or for this Application: look at once. */
  refresh(hint: { readonly repoURL?: string; readonly application?: string }): void;
};

export type ApplicationFilter = {
  readonly project?: string | undefined;
  readonly team?: string | undefined;
  readonly sync?: SyncCode | undefined;
  readonly health?: HealthCode | undefined;
};

/** Reading is everybody's who may read; manifests, and changes, throw `refused.application.not-your-team` for others. */
export type ApplicationUseCases = {
  /** By name. */
  list(caller: Caller, filter?: ApplicationFilter): Promise<readonly ApplicationView[]>;
  /** With its tree, sources and sync windows. Throws `application.not-found`. */
  find(caller: Caller, name: string): Promise<ApplicationView>;
  diff(caller: Caller, name: string): Promise<ApplicationDiff>;
  /** Newest first. */
  history(caller: Caller, name: string): Promise<readonly HistoryEntryView[]>;
  sync(caller: Caller, name: string, request?: SyncRequest): Promise<ApplicationView>;
  dryRun(caller: Caller, name: string, request: SyncRequest): Promise<DryRun>;
  rollback(caller: Caller, name: string, request: RollbackRequest): Promise<ApplicationView>;
  endPin(caller: Caller, name: string): Promise<ApplicationView>;
};

export function createApplicationUseCases(
  context: PlatformContext,
  gitops: GitopsControl,
): ApplicationUseCases {
  const { objects, logger } = context;

  async function read(name: string): Promise<Application> {
    const key = { group: 'argoproj.io', kind: 'Application', namespace: CONTROL_NAMESPACE, name };
    const application = await objects.get(key);
    if (application) return application as Application;
    throw new PlatformError('application.not-found', `There is no application "${name}".`, {
      hint: 'List what there is with: gaia get apps',
    });
  }

  async function find(caller: Caller, name: string): Promise<ApplicationView> {
    const application = await read(name);
    const view = viewFor(caller, application);
    return {
      ...view,
      history: await historyWithCommits(context, view),
      sources: sourceViews(application),
      tree: resourceTree(application, await objectsAround(application)),
      syncWindows: await syncWindows(application),
    };
  }

  /** All objects of the namespaces that the application has resources in; cluster-scoped ones one by one. */
  async function objectsAround({ status }: Application) {
    const resources = status?.resources ?? [];
    const namespaces = new Set(resources.map(({ namespace }) => namespace).filter(Boolean));
    const inside = await Promise.all(
      [...namespaces].map(async (namespace) => (await objects.list({ namespace })).items),
    );
    const others = await Promise.all(
      resources.filter(({ namespace }) => !namespace).map((key) => objects.get(key)),
    );
    return [...inside.flat(), ...others.filter((object) => object !== undefined)];
  }

  async function syncWindows(application: Application) {
    const { project: name } = application.spec;
    const key = { group: 'argoproj.io', kind: 'AppProject', namespace: CONTROL_NAMESPACE, name };
    const project = (await objects.get(key)) as AppProject | undefined;
    if (!project) return [];
    return windowsOf(project, application, context.clock.now()).map(({ window, active }) => ({
      kind: window.kind === 'allow' ? ('allow' as const) : ('deny' as const),
      schedule: window.schedule ?? '',
      duration: window.duration ?? '',
      timeZone: window.timeZone,
      manualSync: window.manualSync ?? false,
      active,
    }));
  }

  async function assertMay(
    caller: Caller,
    name: string,
    what: string,
    scope: Scope = 'write',
  ): Promise<void> {
    const application = await read(name);
    if (isAllowed(caller, application, scope)) return;
    const owner = teamOf(application.spec.project) ?? "the platform's administrators";
    throw new PlatformError(
      'refused.application.not-your-team',
      `${nameOf(caller.subject)} may not ${what} "${name}": it belongs to ${owner}.`,
      { hint: `Ask ${owner}.` },
    );
  }

  return {
    find,
    async list(caller, filter = {}) {
      const { items } = await objects.list({ kind: 'Application', namespace: CONTROL_NAMESPACE });
      return (items as readonly Application[])
        .map((application) => viewFor(caller, application))
        .filter((view) => fits(view, filter))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    async history(_caller, name) {
      const history = await historyWithCommits(context, applicationView(await read(name)));
      return history.toReversed();
    },
    async diff(caller, name) {
      await assertMay(caller, name, 'see the manifests of', 'read');
      return gitops.diff(name);
    },
    async sync(caller, name, request = {}) {
      await assertMay(caller, name, 'sync');
      logger.info(`${nameOf(caller.subject)} syncs ${name}`);
      await gitops.sync(name, caller.subject, request);
      return find(caller, name);
    },
    async dryRun(caller, name, request) {
      await assertMay(caller, name, 'sync');
      return gitops.dryRun(name, request);
    },
    async rollback(caller, name, request) {
      await assertMay(caller, name, 'roll back');
      logger.info(`${nameOf(caller.subject)} rolls ${name} back to entry ${request.id}`);
      await gitops.rollback(name, { ...request, by: caller.subject });
      return find(caller, name);
    },
    async endPin(caller, name) {
      await assertMay(caller, name, 'end the pin of');
      logger.info(`${nameOf(caller.subject)} ends the pin of ${name}`);
      await gitops.endPin(name);
      return find(caller, name);
    },
  };
}

function viewFor(caller: Caller, application: Application): ApplicationView {
  return { ...applicationView(application), yours: isAllowed(caller, application, 'write') };
}

/** Applications of a team are its own; all others are the platform's. */
function isAllowed(caller: Caller, { spec }: Application, scope: Scope): boolean {
  const team = teamOf(spec.project);
  const own = team !== undefined && caller.groups.includes(team);
  return allows(caller, scope) && (caller.role === 'admin' || own);
}

function fits(view: ApplicationView, filter: ApplicationFilter): boolean {
  return (['project', 'team', 'sync', 'health'] as const).every(
    (member) => filter[member] === undefined || filter[member] === view[member],
  );
}
