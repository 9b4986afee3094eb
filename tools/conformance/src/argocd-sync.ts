import { join } from 'node:path';
import {
  deletePolicies,
  isHook,
  objectOf,
  planSync,
  type SyncCluster,
  type SyncState,
  type SyncTask,
  syncStep,
} from '@infraforge/gitops';
import { canonicalJson } from '@infraforge/kernel';
import { formatKey, groupOf, type KubeObject, keyOf, scopeOf } from '@infraforge/kube';
import { type Case, readFolder } from './argocd-cases.ts';

type Settings = {
  readonly namespace: string;
  readonly revision: string;
  readonly startedAt: string;
  readonly prune?: boolean;
  readonly pruneConfirmed?: boolean;
  readonly defaultPrune?: string;
  readonly pruneLast?: boolean;
  readonly createNamespace?: boolean;
  readonly skipHooks?: boolean;
  readonly maxSteps?: number;
};

type SyncCase = {
  readonly name: string;
  readonly settings: Settings;
  readonly target?: readonly KubeObject[];
  readonly live?: readonly KubeObject[];
  readonly cluster?: Readonly<Record<string, Behaviour>>;
  readonly expected: Record<string, unknown>;
};

type Behaviour = {
  readonly after?: number;
  readonly status?: unknown;
  readonly applyError?: string;
  readonly inDryRun?: boolean;
};

/** `sync/order`: the tasks of a sync in their order. */
export function orderCases(directory: string): readonly Case[] {
  return readFolder<SyncCase>(join(directory, 'sync/order')).map((example) => ({
    name: `sync/${example.name}`,
    async run() {
      const actual = planOf(example, new Map(liveMap(example)), false).map(taskEntry);
      return { expected: example.expected.tasks ?? [], actual };
    },
  }));
}

/** `sync/run`: a whole sync, step by step, against a fake cluster. */
export function runCases(directory: string): readonly Case[] {
  return readFolder<SyncCase>(join(directory, 'sync/run')).map((example) => ({
    name: `sync/${example.name}`,
    run: async () => ({ expected: example.expected, actual: await runSync(example) }),
  }));
}

function taskEntry(task: SyncTask): unknown {
  const object = objectOf(task);
  return {
    group: groupOf(object.apiVersion),
    kind: object.kind,
    name: object.metadata.name,
    namespace: object.metadata.namespace ?? '',
    phase: task.phase,
    wave: task.wave,
    ...(task.target
      ? isHook(task.target) && { hook: true, deletePolicies: deletePolicies(task.target) }
      : { prune: true }),
  };
}

function idOf(object: KubeObject, namespace: string): string {
  const key = keyOf(object);
  const scoped = scopeOf(key.group, key.kind) === 'Cluster' ? '' : key.namespace || namespace;
  return formatKey({ ...key, namespace: scoped });
}

function liveMap({ live = [], settings }: SyncCase): readonly (readonly [string, KubeObject])[] {
  return live.map((object) => [idOf(object, settings.namespace), object]);
}

function planOf(example: SyncCase, live: ReadonlyMap<string, KubeObject>, madeNamespace: boolean) {
  const { namespace, startedAt, ...rest } = example.settings;
  const targets = (example.target ?? []).map((target) => ({
    target,
    live: isHook(target) ? undefined : live.get(idOf(target, namespace)),
  }));
  const wanted = new Set((example.target ?? []).map((target) => idOf(target, namespace)));
  const extra = (example.live ?? []).flatMap((object) => {
    const found = live.get(idOf(object, namespace));
    return wanted.has(idOf(object, namespace)) || !found
      ? []
      : [{ target: undefined, live: found }];
  });
  const settings = { ...rest, namespace, startedAt: new Date(startedAt), madeNamespace };
  return planSync([...targets, ...extra], (target) => live.get(idOf(target, namespace)), settings);
}

type Step = {
  readonly actions: readonly string[];
  readonly message: string;
  readonly phase: string;
};

async function runSync(example: SyncCase): Promise<unknown> {
  const {
    namespace,
    maxSteps = 20,
    prune = false,
    pruneConfirmed = false,
    defaultPrune,
  } = example.settings;
  const live = new Map(liveMap(example));
  const ages = new Map<string, number>();
  const steps: Step[] = [];
  let state: SyncState = { phase: 'Running', message: '', results: [] };
  for (let count = 0; count < maxSteps && state.phase === 'Running'; count += 1) {
    grow(live, ages, example.cluster ?? {});
    const actions: string[] = [];
    const made = state.results.some(({ kind, name }) => kind === 'Namespace' && name === namespace);
    const tasks = planOf(example, live, made);
    state = await syncStep(
      { tasks, state, prune, pruneConfirmed, defaultPrune: defaultPrune !== 'false' },
      fakeCluster(example, live, ages, actions),
    );
    const step = { actions: actions.sort(), message: state.message, phase: state.phase };
    const last = steps.at(-1);
    if (actions.length > 0 || last?.message !== step.message || last.phase !== step.phase)
      steps.push(step);
  }
  return { remaining: [...live.values()].map(nameOf).sort(), results: resultsOf(state), steps };
}

function grow(
  live: Map<string, KubeObject>,
  ages: Map<string, number>,
  cluster: Readonly<Record<string, Behaviour>>,
) {
  for (const [id, object] of live) {
    const behaviour = cluster[nameOf(object)] ?? cluster[`${object.kind}/*`];
    const age = (ages.get(id) ?? -1) + 1;
    if (ages.has(id)) ages.set(id, age);
    if (behaviour?.status && ages.has(id) && age >= (behaviour.after ?? 1)) {
      live.set(id, { ...object, status: behaviour.status });
    }
  }
}

function fakeCluster(
  { settings, cluster = {} }: SyncCase,
  live: Map<string, KubeObject>,
  ages: Map<string, number>,
  actions: string[],
): SyncCluster {
  return {
    async check(target) {
      const behaviour = cluster[nameOf(target)];
      if (behaviour?.inDryRun) throw new Error(behaviour.applyError);
    },
    async apply(target, how) {
      const behaviour = cluster[nameOf(target)];
      if (behaviour?.applyError) {
        actions.push(`apply ${nameOf(target)} failed`);
        throw new Error(behaviour.applyError);
      }
      const id = idOf(target, settings.namespace);
      const replaces = live.has(id)
        ? (['replace', 'replaced'] as const)
        : (['create', 'created'] as const);
      const [verb, done] = how === 'replace' ? replaces : (['apply', 'configured'] as const);
      actions.push(`${verb} ${nameOf(target)}`);
      live.set(id, target);
      ages.set(id, 0);
      return `${nameOf(target)} ${done}`;
    },
    async remove(object) {
      actions.push(`delete ${nameOf(object)}`);
      const id = idOf(object, settings.namespace);
      if ((object.metadata.finalizers ?? []).some((name) => name.startsWith('example.com'))) {
        live.set(id, { ...object, metadata: { ...object.metadata, deletionTimestamp: 'now' } });
      } else live.delete(id);
    },
    async release() {},
  };
}

function resultsOf(state: SyncState): readonly unknown[] {
  return state.results
    .map(({ hookPhase, hookType = '', kind, message, name, status, syncPhase }) => ({
      hookPhase,
      hookType,
      kind,
      message,
      name,
      status: status ?? '',
      syncPhase,
    }))
    .sort((left, right) => (canonicalJson(left) < canonicalJson(right) ? -1 : 1));
}

function nameOf(object: KubeObject): string {
  return `${object.kind}/${object.metadata.name}`;
}
