import {
  type Application,
  type AppProject,
  type Operation,
  type Pin,
  pinnedApplication,
  pinOf,
  type SourceRepositories,
  sourcesOf,
  syncDecision,
  timeText,
  withPin,
} from '@infraforge/gitops';
import { type Clock, PlatformError } from '@infraforge/kernel';
import type { ObjectStore } from '@infraforge/workloads';
import type { ApplicationControl } from '../applications/application-use-cases.ts';
import type { ApplicationSources } from './application-source.ts';
import { diffApplication } from './diff-application.ts';
import { applicationKey, projectKey } from './keys.ts';
import type { ReadableView } from './snapshot-view.ts';
import { trySync } from './try-sync.ts';
import { updateLatest } from './update-latest.ts';

export type CommandDeps = {
  readonly objects: ObjectStore;
  readonly repositories: SourceRepositories;
  readonly sources: ApplicationSources;
  readonly clock: Clock;
  /** The cluster as it is now. */
  view(): Promise<ReadableView>;
  /** Has the application looked at soon. */
  look(application: string): void;
};

/** What people do to applications. Everything is written to the Application, so that any server may be asked. */
export function createApplicationCommands(deps: CommandDeps): ApplicationControl {
  const { objects, repositories, clock, look } = deps;
  const store = { read: objects.get, update: objects.update };

  async function read(name: string): Promise<Application> {
    const application = await objects.get(applicationKey(name));
    if (application) return application as Application;
    throw new PlatformError('application.not-found', `There is no application ${name}.`, {
      hint: 'List them with `gaia get apps`.',
    });
  }

  async function assertWindowOpen(application: Application): Promise<void> {
    const { project: projectName } = application.spec;
    const project = (await objects.get(projectKey(projectName))) as AppProject | undefined;
    if (!project) return;
    const decision = syncDecision(project, { now: clock.now(), manual: true, application });
    if (decision.allowed) return;
    throw new PlatformError(
      'refused.application.sync-window',
      `"${application.metadata.name}" may not be synced now: ${decision.reason ?? 'refused'} "${projectName}".`,
      {
        hint: `Wait until the window lets it, or have its owner allow syncs by hand: gaia describe app ${application.metadata.name}`,
      },
    );
  }

  async function write(name: string, change: (now: Application) => Application): Promise<void> {
    await updateLatest(store, applicationKey(name), (now) => change(now as Application));
    look(name);
  }

  /** The commit that somebody asks for in place of the source's own. */
  async function revisionOf(application: Application, asked: string): Promise<string> {
    const { name } = application.metadata;
    const sources = sourcesOf(application);
    const [source] = sources;
    if (!source || sources.length > 1) {
      throw new PlatformError(
        'application.several-sources',
        `"${name}" has several sources: one revision cannot stand for all of them.`,
        { hint: 'Sync it without a revision.' },
      );
    }
    const revision = await repositories.resolve(source.repoURL, asked);
    if (revision) return revision;
    throw new PlatformError(
      'application.revision-not-found',
      `${source.repoURL} has no revision "${asked}".`,
      { hint: 'Name a branch, a tag or a full commit id.' },
    );
  }

  return {
    async sync(name, by, { revision, prune } = {}) {
      const application = await read(name);
      await assertWindowOpen(application);
      if (revision !== undefined) assertMayLeave(application);
      const wanted =
        revision === undefined ? {} : { revision: await revisionOf(application, revision) };
      await write(name, (now) => ({ ...now, operation: operationOf(now, by, wanted, prune) }));
    },
    async dryRun(name, { revision, prune }) {
      const application = pinnedApplication(await read(name));
      const wanted = revision === undefined ? undefined : await revisionOf(application, revision);
      const automatic = application.spec.syncPolicy?.automated?.prune ?? false;
      const options = { revision: wanted, prune: prune ?? automatic };
      return trySync(application, options, { view: await deps.view(), sources: deps.sources });
    },
    async diff(name) {
      const application = pinnedApplication(await read(name));
      return diffApplication(application, { view: await deps.view(), sources: deps.sources });
    },
    async rollback(name, { id, by, reason }) {
      const application = await read(name);
      const pin = pinTo(application, id, { by, reason, now: clock.now() });
      await assertWindowOpen(application);
      await write(name, (now) => ({
        ...withPin(now, pin),
        operation: operationOf(now, by, {}, undefined),
      }));
    },
    async endPin(name) {
      const application = await read(name);
      if (!pinOf(application)) {
        throw new PlatformError('application.pin-not-found', `"${name}" is not pinned.`, {
          hint: `It follows its source already: gaia describe app ${name}`,
        });
      }
      await write(name, (now) => withPin(now, undefined));
    },
  };
}

function pinTo(
  { metadata, status }: Application,
  id: number,
  { by, reason, now }: { by: string; reason: string | undefined; now: Date },
): Pin {
  const history = status?.history ?? [];
  const entry = history.find((each) => each.id === id);
  if (!entry) {
    const known = history.map((each) => each.id).join(', ') || 'none';
    throw new PlatformError(
      'application.history-not-found',
      `"${metadata.name}" has no history entry ${id}; there are: ${known}.`,
      { hint: `See them with: gaia history ${metadata.name}` },
    );
  }
  return {
    historyId: id,
    revision: entry.revision ?? entry.revisions?.[0] ?? '',
    sources: entry.sources ?? (entry.source ? [entry.source] : []),
    revisions: entry.revisions ?? [entry.revision ?? ''],
    by,
    at: timeText(now),
    ...(reason && { reason }),
  };
}

/** Automated sync would undo at once what somebody syncs beside it; a pin would, too. */
function assertMayLeave(application: Application): void {
  const { name } = application.metadata;
  if (pinOf(application)) {
    throw new PlatformError('application.pinned', `"${name}" is pinned by a rollback.`, {
      hint: `End the pin first: gaia rollback ${name} --end`,
    });
  }
  const { automated } = application.spec.syncPolicy ?? {};
  if (!automated || automated.enabled === false) return;
  throw new PlatformError(
    'application.automated',
    `"${name}" follows its source by itself and would leave another revision at once.`,
    { hint: `Go back to a revision of its history, which holds: gaia rollback ${name} ID` },
  );
}

function operationOf(
  { spec }: Application,
  by: string,
  wanted: { readonly revision?: string },
  prune: boolean | undefined,
): Operation {
  const { automated, syncOptions, retry } = spec.syncPolicy ?? {};
  return {
    sync: {
      ...wanted,
      prune: prune ?? automated?.prune ?? false,
      ...(syncOptions && { syncOptions }),
    },
    initiatedBy: { username: by },
    ...(retry && { retry }),
  };
}
