import { type KubeObject, keyOf } from '@infraforge/kube';
import {
  type Admit,
  addressOf,
  type ControllerRevision,
  type CronJob,
  type Deployment,
  freeAddress,
  type HorizontalPodAutoscaler,
  type Ingress,
  isReady,
  isUsable,
  type Job,
  matchesSelector,
  type ObjectCache,
  type Outcome,
  type PersistentVolumeClaim,
  type Pod,
  parseSchedule,
  type ReplicaSet,
  reconcileAutoscaler,
  reconcileClaim,
  reconcileCronJob,
  reconcileDeployment,
  reconcileEvent,
  reconcileIngress,
  reconcileJob,
  reconcileNamespace,
  reconcilePod,
  reconcileReplicaSet,
  reconcileService,
  reconcileStatefulSet,
  type Service,
  type StatefulSet,
} from '@infraforge/workloads';

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
  if (kind === 'Namespace') return reconcileNamespace(object, contentOf(cache, object));
  if (kind === 'Event') return reconcileEvent(object, now);
  if (!cache.find(`Namespace ${namespace}`)) return { actions: [] };
  const around: Around = {
    ...context,
    all: (ofGroup, ofKind) => cache.ofKind(ofGroup, ofKind, namespace) as never,
    everywhere: (ofGroup, ofKind) => cache.ofKind(ofGroup, ofKind) as never,
    owned: (ofKind) =>
      cache.ownedBy(uid).filter((each) => each.kind === ofKind && isUsable(each)) as never,
    admit: () => undefined,
  };
  return steps[`${group}/${kind}`]?.(object, around) ?? { actions: [] };
}

const steps: Readonly<Record<string, Reconcile>> = {
  '/Pod': (object) => reconcilePod(object as Pod),
  '/PersistentVolumeClaim': (object, { all }) =>
    reconcileClaim(object as PersistentVolumeClaim, all<Pod>('', 'Pod')),
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
  'batch/CronJob': (object, { owned, now }) => {
    const cronJob = object as CronJob;
    const schedule = parseSchedule(cronJob.spec.schedule, cronJob.spec.timeZone);
    return reconcileCronJob(cronJob, { jobs: owned<Job>('Job'), schedule, now });
  },
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
