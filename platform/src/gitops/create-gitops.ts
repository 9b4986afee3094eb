import type {
  Application,
  ApplicationSet,
  GeneratorSources,
  Render,
  ScmProvider,
  SourceRepositories,
} from '@infraforge/gitops';
import {
  appliedObject,
  managerOf,
  parseApplication,
  parseApplicationSet,
  sameRepository,
  sourcesOf,
  stamp,
} from '@infraforge/gitops';
import { type Clock, canonicalJson, type Logger, messageOf } from '@infraforge/kernel';
import { type KubeObject, keyOf } from '@infraforge/kube';
import type { SourceTree } from '@infraforge/kustomize';
import type { ObjectStore } from '@infraforge/workloads';
import type { GitopsControl } from '../applications/application-use-cases.ts';
import { CONTROL_NAMESPACE } from '../services/describe-service.ts';
import { createApplicationCommands } from './application-commands.ts';
import { createApplicationSources } from './application-source.ts';
import { createClusterView } from './cluster-view.ts';
import { createGitFiles } from './git-files.ts';
import { createKeyedWorker } from './keyed-worker.ts';
import { configKey } from './keys.ts';
import { reconcileApplication } from './reconcile-application.ts';
import { ownerOf, reconcileApplicationSet } from './reconcile-application-set.ts';
import { rememberPaths } from './remember-paths.ts';
import { snapshotView } from './snapshot-view.ts';
import { updateLatest } from './update-latest.ts';

export type GitopsDeps = {
  readonly objects: ObjectStore;
  readonly repositories: SourceRepositories;
  readonly render: Render;
  readonly scm: ScmProvider;
  /** The files of a repository at a commit, for the git generator; without it that generator is refused. */
  readonly tree?: (repoURL: string, sha: string) => Promise<SourceTree>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Every so often all sources are asked, for what no event told. */
  readonly pollSeconds: number;
};

export type Gitops = GitopsControl & {
  /** Reconciles until the signal aborts. */
  start(signal: AbortSignal): Promise<void>;
  /** Reconciles everything once and returns when nothing is left to do: for tests and dry runs. */
  reconcileOnce(): Promise<void>;
  /** Puts an object into the cluster beside GitOps: the root application that brings up all others. */
  apply(object: KubeObject): Promise<void>;
};

const CONCURRENCY = 4;
/** Milliseconds before a reconciliation that threw is tried again. */
const RETRY_AFTER = 2_000;

/**
 * GitOps over the local cluster: Applications and ApplicationSets are reconciled when they, what they manage, their
 * projects or their repositories change, and all of them at every poll.
 */
export function createGitops(deps: GitopsDeps): Gitops {
  const { objects, clock, logger } = deps;
  const store = { read: objects.get, update: objects.update };
  const sources = createApplicationSources(deps.repositories, deps.render);
  const { tree } = deps;
  const generators: GeneratorSources = {
    scm: rememberPaths(deps.scm),
    ...(tree && { git: createGitFiles(deps.repositories, tree) }),
  };
  const quiet = new Map<string, string>();
  /** Applications whose revision has to be asked for again. */
  const unresolved = new Set<string>();
  const worker = createKeyedWorker({ concurrency: CONCURRENCY, work });
  const view = createClusterView({ objects, logger, onChange });
  const commands = createApplicationCommands({
    objects,
    repositories: deps.repositories,
    // Its own: what somebody tries must not be what the reconciliation remembers.
    sources: createApplicationSources(deps.repositories, deps.render),
    clock,
    view: async () => (running ? running.then(() => view) : snapshotView(objects)),
    look,
  });
  /** Set while it runs: everything that was there is queued. */
  let running: Promise<void> | undefined;

  async function work(key: string, signal: AbortSignal): Promise<void> {
    const [kind, name = ''] = key.split(' ');
    const resolve = kind !== 'set' && unresolved.delete(name);
    try {
      if (kind === 'set') {
        await reconcileApplicationSet(name, { view, generators, clock, logger });
        return;
      }
      const context = { view, sources, clock, logger, quiet };
      const next = await reconcileApplication(name, { resolve }, context);
      if (next.afterMilliseconds !== undefined) worker.addAfter(key, next.afterMilliseconds);
    } catch (error) {
      if (resolve) unresolved.add(name);
      if (signal.aborted) return;
      logger.warn(`gitops will try ${key} again: ${messageOf(error)}`);
      worker.addAfter(key, RETRY_AFTER);
    }
  }

  function onChange(before: KubeObject | undefined, after: KubeObject | undefined): void {
    const object = after ?? before;
    if (!object) return;
    for (const manager of new Set([before && managerOf(before), after && managerOf(after)])) {
      if (manager !== undefined) worker.add(`app ${manager}`);
    }
    if (isConfig(object)) addAll();
    if (!object.apiVersion.startsWith('argoproj.io/') || saysTheSame(before, after)) return;
    const { name } = object.metadata;
    if (object.kind === 'Application') {
      worker.add(`app ${name}`);
      const owner = ownerOf(object);
      if (owner) worker.add(`set ${owner.name}`);
    }
    if (object.kind === 'ApplicationSet') worker.add(`set ${name}`);
    if (object.kind === 'AppProject') {
      for (const application of view.ofKind('Application') as readonly Application[]) {
        if (application.spec?.project === name) worker.add(`app ${application.metadata.name}`);
      }
    }
  }

  function addAll(): void {
    for (const set of view.ofKind('ApplicationSet')) worker.add(`set ${set.metadata.name}`);
    for (const { metadata } of view.ofKind('Application')) look(metadata.name);
  }

  function look(application: string): void {
    unresolved.add(application);
    worker.add(`app ${application}`);
  }

  function lookAtRepository(repoURL: string): void {
    for (const set of view.ofKind('ApplicationSet') as readonly ApplicationSet[]) {
      if (mayFind(set, repoURL)) worker.add(`set ${set.metadata.name}`);
    }
    for (const application of view.ofKind('Application') as readonly Application[]) {
      if (!parseApplication(application).ok) continue;
      const found = sourcesOf(application).some((source) =>
        sameRepository(source.repoURL, repoURL),
      );
      if (found) look(application.metadata.name);
    }
  }

  /** `primed`: everything that was there is queued. `ended`: the signal has aborted and all work has stopped. */
  function launch(signal: AbortSignal): { primed: Promise<void>; ended: Promise<void> } {
    const following = view.run(signal);
    const working = worker.start(signal);
    const poll = setInterval(addAll, deps.pollSeconds * 1000);
    const primed = Promise.race([view.ready(), following]).then(addAll);
    running = primed;
    const ended = Promise.all([following, working, primed])
      .then(() => undefined)
      .finally(() => {
        clearInterval(poll);
        running = undefined;
      });
    return { primed, ended };
  }

  return {
    start: (signal) => launch(signal).ended,
    refresh({ repoURL, application }) {
      if (repoURL !== undefined) lookAtRepository(repoURL);
      if (application !== undefined) look(application);
    },
    async reconcileOnce() {
      if (running) {
        await running;
        addAll();
        return worker.idle();
      }
      const stop = new AbortController();
      const { primed, ended } = launch(stop.signal);
      await primed;
      await worker.idle();
      stop.abort();
      return ended;
    },
    ...commands,
    async apply(object) {
      if (!(await objects.get(keyOf(object)))) {
        await objects.create(appliedObject(object, undefined));
        return;
      }
      await updateLatest(store, keyOf(object), (live) => {
        const manager = managerOf(live);
        const own = manager === undefined ? object : stamp(manager, object, CONTROL_NAMESPACE);
        return appliedObject(own, live);
      });
    },
  };
}

function isConfig({ kind, metadata }: KubeObject): boolean {
  const { namespace, name } = configKey;
  return kind === 'ConfigMap' && metadata.namespace === namespace && metadata.name === name;
}

/** A set finds repositories of the organisations that it asks; one that asks for others may find any. */
function mayFind(set: ApplicationSet, repoURL: string): boolean {
  const parts = repoURL.split('/');
  const generators = parseApplicationSet(set).ok ? set.spec.generators : [];
  return generators.some(({ list, scmProvider }) => {
    if (list) return false;
    const organization = scmProvider?.github?.organization;
    return organization === undefined || parts.includes(organization);
  });
}

/** True when only the status or bookkeeping changed: our own writes must not bring us back. */
function saysTheSame(before: KubeObject | undefined, after: KubeObject | undefined): boolean {
  if (!before || !after || before.metadata.uid !== after.metadata.uid) return false;
  return canonicalJson(essence(before)) === canonicalJson(essence(after));
}

function essence(object: KubeObject): unknown {
  const { status: _status, ...rest } = object;
  const { resourceVersion: _version, ...metadata } = object.metadata;
  return { ...rest, metadata };
}
