import { type KubeObject, keyOf } from '@infraforge/kube';
import {
  type Admit,
  addressOf,
  admissionRefusal,
  type ControllerRevision,
  type CronJob,
  DEFAULT_SERVICE_ACCOUNT,
  type Deployment,
  freeAddress,
  type HorizontalPodAutoscaler,
  type Ingress,
  isAbout,
  isReady,
  isUsable,
  type Job,
  matchesSelector,
  type ObjectCache,
  type Outcome,
  type PersistentVolumeClaim,
  type Pod,
  type PodDisruptionBudget,
  type ReplicaSet,
  reconcileAutoscaler,
  reconcileBudget,
  reconcileClaim,
  reconcileCronJob,
  reconcileDeployment,
  reconcileEvent,
  reconcileIngress,
  reconcileJob,
  reconcileNamespace,
  reconcilePod,
  reconcileQuota,
  reconcileReplicaSet,
  reconcileService,
  reconcileStatefulSet,
  type Service,
  type StatefulSet,
} from '@infraforge/workloads';
import { ownerKeys } from './related-keys.ts';

export type ControllerSettings = {
  /** Where the local cluster's ingress listens. */
  readonly ingress: { readonly ip: string; readonly port: number };
};

/** Cores that pods use, by uid; what nobody measured is absent. */
export type PodUsages = ReadonlyMap<string, number>;

/** What a step is taken with. */
export type StepContext = {
  readonly cache: ObjectCache;
  readonly settings: ControllerSettings;
  readonly usage: PodUsages;
  readonly now: Date;
};

type Reconcile = (object: KubeObject, around: Around) => Outcome;

/** What the steps look up around an object. */
type Around = StepContext & {
  all<T>(group: string, kind: string): readonly T[];
  everywhere<T>(group: string, kind: string): readonly T[];
  owned<T>(kind: string): readonly T[];
  readonly admit: Admit;
};

/**
 * The step that the controllers want for one object as the cache shows the cluster. Objects of other kinds, and those
 * whose namespace is not there yet, are left alone.
 */
export function reconcileObject(object: KubeObject, context: StepContext): Outcome {
  const { cache, now } = context;
  const { namespace = '', uid = '' } = object.metadata;
  const { group, kind } = keyOf(object);
  if (kind === 'Namespace') {
    const account = `ServiceAccount ${object.metadata.name}/${DEFAULT_SERVICE_ACCOUNT}`;
    const hasAccount = cache.find(account) !== undefined;
    return reconcileNamespace(object, contentOf(cache, object), hasAccount);
  }
  if (kind === 'Event') return reconcileEvent(object, now);
  if (!cache.find(`Namespace ${namespace}`)) return { actions: [] };
  const around: Around = {
    ...context,
    all: (ofGroup, ofKind) => cache.ofKind(ofGroup, ofKind, namespace) as never,
    everywhere: (ofGroup, ofKind) => cache.ofKind(ofGroup, ofKind) as never,
    owned: (ofKind) =>
      cache.ownedBy(uid).filter((each) => each.kind === ofKind && isUsable(each)) as never,
    admit: admitIn(namespace, cache),
  };
  return steps[`${group}/${kind}`]?.(object, around) ?? { actions: [] };
}

const steps: Readonly<Record<string, Reconcile>> = {
  '/Pod': (object) => reconcilePod(object as Pod),
  '/PersistentVolumeClaim': (object, { all }) =>
    reconcileClaim(object as PersistentVolumeClaim, all<Pod>('', 'Pod')),
  '/ResourceQuota': (object, { cache }) =>
    reconcileQuota(object, cache.inNamespace(object.metadata.namespace ?? '')),
  'policy/PodDisruptionBudget': (object, { all, cache, now }) => {
    const budget = object as PodDisruptionBudget;
    const pods = all<Pod>('', 'Pod').filter((pod) => isAbout(budget, pod.metadata.labels));
    return reconcileBudget(budget, { pods, expected: expectedPods(pods, cache), now });
  },
  '/Service': (object, around) =>
    reconcileService(
      object,
      around.everywhere<Service>('', 'Service'),
      seedOf(around),
      podAddresses(around),
    ),
  'apps/Deployment': (object, { all, owned, cache, now }) => {
    const replicaSets = owned<ReplicaSet>('ReplicaSet');
    return reconcileDeployment(object as Deployment, {
      replicaSets,
      pods: replicaSets.flatMap(({ metadata }) => cache.ownedBy(metadata.uid ?? '')) as Pod[],
      budgets: all<PodDisruptionBudget>('policy', 'PodDisruptionBudget'),
      autoscalers: all<HorizontalPodAutoscaler>('autoscaling', 'HorizontalPodAutoscaler'),
      now,
    });
  },
  'apps/ReplicaSet': (object, { owned, now, admit }) =>
    reconcileReplicaSet(object as ReplicaSet, { pods: owned<Pod>('Pod'), now, admit }),
  'apps/StatefulSet': (object, around) =>
    reconcileStatefulSet(object as StatefulSet, {
      pods: around.owned<Pod>('Pod'),
      revisions: around.owned<ControllerRevision>('ControllerRevision'),
      claims: around.all<KubeObject>('', 'PersistentVolumeClaim'),
      addressFor: (pod) => addressFor(pod, object.metadata.namespace ?? '', around),
      admit: around.admit,
      now: around.now,
    }),
  'batch/Job': (object, { owned, now, admit }) =>
    reconcileJob(object as Job, { pods: owned<Pod>('Pod'), now, admit }),
  'batch/CronJob': (object, { owned, now }) =>
    reconcileCronJob(object as CronJob, { jobs: owned<Job>('Job'), now }),
  'autoscaling/HorizontalPodAutoscaler': (object, { all, usage, now }) => {
    const autoscaler = object as HorizontalPodAutoscaler;
    const { scaleTargetRef } = autoscaler.spec;
    const target = all<Deployment>('apps', 'Deployment').find(
      ({ metadata }) =>
        scaleTargetRef.kind === 'Deployment' && metadata.name === scaleTargetRef.name,
    );
    const pods = all<Pod>('', 'Pod').filter(
      (pod) => target && matchesSelector(pod.metadata.labels, target.spec.selector) && isReady(pod),
    );
    return reconcileAutoscaler(autoscaler, { target, pods, usage, now });
  },
  'networking.k8s.io/Ingress': (object, { all, everywhere, settings, now }) =>
    reconcileIngress(object, {
      ingresses: everywhere<Ingress>('networking.k8s.io', 'Ingress'),
      services: all<Service>('', 'Service'),
      address: settings.ingress,
      now,
    }),
};

/** What the API server would say to an object that a controller makes beside those of the namespace. */
function admitIn(namespace: string, cache: ObjectCache): Admit {
  return (object, pending) =>
    admissionRefusal(object, {
      quotas: cache.ofKind('', 'ResourceQuota', namespace),
      content: () => [...cache.inNamespace(namespace), ...pending],
      hasServiceAccount: (name) => cache.find(`ServiceAccount ${namespace}/${name}`) !== undefined,
    });
}

/** The replicas of the workloads that these pods belong to. */
function expectedPods(pods: readonly Pod[], cache: ObjectCache): number {
  const roots = new Map<string, number>();
  for (const pod of pods) {
    for (const [key, owner] of ownersOf(pod, cache)) {
      const above = [...ownersOf(owner, cache)][0];
      const [name, root] = above ?? [key, owner];
      const { replicas } = (root.spec ?? {}) as { replicas?: number };
      roots.set(name, replicas ?? 1);
    }
  }
  return [...roots.values()].reduce((sum, replicas) => sum + replicas, 0);
}

function ownersOf(object: KubeObject, cache: ObjectCache): readonly [string, KubeObject][] {
  return ownerKeys(object).flatMap((key): [string, KubeObject][] => {
    const owner = cache.find(key);
    return owner ? [[key, owner]] : [];
  });
}

function contentOf(cache: ObjectCache, namespace: KubeObject): readonly KubeObject[] {
  if (!namespace.metadata.deletionTimestamp) return [];
  return cache.inNamespace(namespace.metadata.name);
}

/** Two installations on one machine have other addresses. */
function seedOf({ settings }: Around): string {
  return String(settings.ingress.port);
}

function podAddresses({ everywhere }: Around): readonly string[] {
  return everywhere<Pod>('', 'Pod').flatMap((pod) => addressOf(pod) ?? []);
}

/** The address that a pod of this name has had before, unless somebody has it now. */
function addressFor(pod: string, namespace: string, around: Around): string {
  const services = around
    .everywhere<Service>('', 'Service')
    .flatMap(({ spec }) => spec?.clusterIP ?? []);
  const taken = new Set([...services, ...podAddresses(around)]);
  return freeAddress(`${seedOf(around)} pod ${namespace}/${pod}`, taken);
}
