import type { KubeObject } from '@infraforge/kube';
import type { PodMetrics, RegisteredService, RuntimeView } from '@infraforge/services';
import { revisionOf, runtimeView } from '@infraforge/services';
import type { PlatformContext } from '../context.ts';
import { hostOf } from './admit-service.ts';
import { commitViews } from './commit-views.ts';

/** Where Argo CD's resources live. */
export const CONTROL_NAMESPACE = 'argocd';

/** In the order in which a service is promoted through them. */
export const ENVIRONMENTS = ['dev', 'staging', 'prod'] as const;

export type ServiceDescription = {
  readonly name: string;
  readonly team: string;
  readonly description: string;
  readonly state: RegisteredService['state'];
  readonly failure?: string;
  readonly requester: string;
  readonly createdAt: string;
  readonly entityRef: string;
  readonly repository?: {
    readonly fullName: string;
    readonly url: string;
    readonly cloneUrl: string;
  };
  readonly environments: readonly RuntimeView[];
};

/** Every service with what runs of it, by name. `team` limits the list. */
export async function listServices(
  context: PlatformContext,
  options: { readonly team?: string } = {},
): Promise<readonly ServiceDescription[]> {
  const registered = await context.register.list();
  const wanted = registered.filter(({ team }) => !options.team || team === options.team);
  return Promise.all(wanted.map((service) => describe(context, service)));
}

/** One service with what runs of it; undefined when there is none of this name. */
export async function describeService(
  context: PlatformContext,
  name: string,
): Promise<ServiceDescription | undefined> {
  const service = await context.register.find(name);
  return service && describe(context, service);
}

async function describe(
  context: PlatformContext,
  service: RegisteredService,
): Promise<ServiceDescription> {
  const repository = await context.forge.repository(service.team, service.name);
  const environments = await Promise.all(
    ENVIRONMENTS.map((environment) =>
      describeEnvironment(context, service, environment, repository?.id),
    ),
  );
  const url = `${context.urls.forge}/${service.team}/${service.name}`;
  return {
    name: service.name,
    team: service.team,
    description: service.description,
    state: service.state,
    ...(service.failure ? { failure: service.failure } : {}),
    requester: service.requester,
    createdAt: service.createdAt.toISOString(),
    entityRef: `component:default/${service.name}`,
    ...(repository
      ? { repository: { fullName: `${service.team}/${service.name}`, url, cloneUrl: `${url}.git` } }
      : {}),
    environments: environments.filter((view) => view !== undefined),
  };
}

/** Undefined while the environment has no Application: staging and prod come by promotion. */
async function describeEnvironment(
  context: PlatformContext,
  service: RegisteredService,
  environment: string,
  repositoryId: number | undefined,
): Promise<RuntimeView | undefined> {
  const { objects } = context;
  const application = await objects.get({
    group: 'argoproj.io',
    kind: 'Application',
    namespace: CONTROL_NAMESPACE,
    name: `${service.name}-${environment}`,
  });
  if (!application) return undefined;
  const namespace = namespaceOf(application) ?? `${service.team}-${environment}`;
  const tracked = { namespace, labels: { 'app.kubernetes.io/name': service.name } };
  const [deployments, replicaSets, pods, ingresses] = await Promise.all(
    ['Deployment', 'ReplicaSet', 'Pod', 'Ingress'].map(async (kind) => {
      const filter =
        kind === 'Deployment' || kind === 'Ingress' ? { namespace, name: service.name } : tracked;
      return (await objects.list({ ...filter, kind })).items;
    }),
  );
  const metrics = new Map<string, PodMetrics>();
  for (const { metadata } of pods ?? []) {
    const measured = metadata.uid ? await context.podMetrics(metadata.uid) : undefined;
    if (metadata.uid && measured) metrics.set(metadata.uid, measured);
  }
  const revisions = new Set([
    ...(replicaSets ?? []).map(revisionOf),
    comparedRevision(application),
  ]);
  return runtimeView({
    service: service.name,
    environment,
    namespace,
    url: context.urls.ingress(firstHost(ingresses?.[0]) ?? hostOf(service.name, environment)),
    application,
    deployments: deployments ?? [],
    replicaSets: replicaSets ?? [],
    pods: pods ?? [],
    metrics,
    commits:
      repositoryId === undefined
        ? new Map()
        : await commitViews(
            context,
            { owner: service.team, name: service.name, id: repositoryId },
            revisions,
          ),
  });
}

function namespaceOf(application: KubeObject): string | undefined {
  return (application.spec as { destination?: { namespace?: string } } | undefined)?.destination
    ?.namespace;
}

function comparedRevision(application: KubeObject): string | undefined {
  return (application.status as { sync?: { revision?: string } } | undefined)?.sync?.revision;
}

function firstHost(ingress: KubeObject | undefined): string | undefined {
  return (ingress?.spec as { rules?: readonly { host?: string }[] } | undefined)?.rules?.[0]?.host;
}
