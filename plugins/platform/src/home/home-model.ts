import type { CallerView, RuntimeView, ServiceView } from '@infraforge/plugin-platform-common';

/** Something that waits for the user. */
export interface Need {
  readonly service: ServiceView;
  readonly status: string;
  readonly reason: string;
  readonly nextStep?: string;
}

/** Something that happened. */
export interface Activity {
  readonly id: string;
  readonly service: ServiceView;
  readonly date: string;
  readonly kind: 'created' | 'deployed';
  readonly who: string;
  readonly sha?: string;
  readonly what: string;
}

export interface FirstSteps {
  readonly created: boolean;
  readonly running: boolean;
  readonly changed: boolean;
}

/** The environment that a list shows for a service: dev, else the first. */
export function mainRuntime(service: ServiceView): RuntimeView | undefined {
  return (
    service.environments.find(({ environment }) => environment === 'dev') ?? service.environments[0]
  );
}

/** When what runs was deployed; a sync that changed nothing does not count. */
export function lastDeploy({ revisions, syncedAt }: RuntimeView): string | undefined {
  return revisions[0]?.createdAt ?? syncedAt;
}

/** The one status word of a service in a list. */
export function statusOf(service: ServiceView): string {
  if (service.state === 'creating') return 'Creating';
  if (service.state === 'deleting') return 'Deleting';
  if (service.state === 'failed') return 'Failed';
  return mainRuntime(service)?.health ?? 'Unknown';
}

/** The services of the caller's teams, and those they asked for; an administrator looks after all of them. */
export function servicesOf(
  services: readonly ServiceView[],
  caller: CallerView | undefined,
): readonly ServiceView[] {
  if (!caller || caller.role === 'admin') return services;
  const teams = new Set(caller.groups.map((group) => group.split('/').at(-1)));
  return services.filter(({ team, requester }) => teams.has(team) || requester === caller.subject);
}

/** Where a service's page is; one that was never made has none, but the record of the task that failed. */
export function servicePath(service: ServiceView, tab?: 'runtime'): string {
  if (service.state === 'failed') return '/create/tasks';
  if (tab) return `${servicePath(service)}/${tab}`;
  return `/catalog/default/component/${service.name}`;
}

/** True for what will not become well by itself: also a rollout that cannot end while the old revision serves. */
function isTroubled({ health, explanations }: RuntimeView): boolean {
  return (
    health === 'Degraded' ||
    health === 'Missing' ||
    explanations.some(({ severity }) => severity === 'error')
  );
}

/** What waits for the user, services in a bad state first named by the list's order. */
export function needsOf(services: readonly ServiceView[]): readonly Need[] {
  return services.flatMap((service): Need[] => {
    if (service.state === 'failed') {
      return [
        { service, status: 'Failed', reason: service.failure ?? 'The service was not created.' },
      ];
    }
    if (service.state !== 'active') return [];
    return service.environments.filter(isTroubled).map((runtime) => {
      const worst =
        runtime.explanations.find(({ severity }) => severity === 'error') ??
        runtime.explanations[0];
      return {
        service,
        status: runtime.health,
        reason:
          worst?.reason ??
          `${runtime.replicas.ready} of ${runtime.replicas.desired} pods are ready.`,
        ...(worst && { nextStep: worst.nextStep }),
      };
    });
  });
}

function deploysOf(service: ServiceView): readonly Activity[] {
  return service.environments.flatMap(({ environment, revisions }) =>
    revisions.map((revision) => ({
      id: `${service.name}/${environment}/${revision.sha}`,
      service,
      date: revision.createdAt,
      kind: 'deployed' as const,
      who: revision.commit?.author ?? '',
      sha: revision.sha,
      what: revision.commit?.subject ?? `a new revision in ${environment}`,
    })),
  );
}

/** Creations and deploys, the newest first, at most `limit`. */
export function activityOf(services: readonly ServiceView[], limit = 8): readonly Activity[] {
  const creations = services.map(
    (service): Activity => ({
      id: `${service.name}/created`,
      service,
      date: service.createdAt,
      kind: 'created',
      who: service.requester.replace(/^user:default\//, ''),
      what: service.description,
    }),
  );
  return [...creations, ...services.flatMap(deploysOf)]
    .sort((a, b) => Date.parse(b.date) - Date.parse(a.date))
    .slice(0, limit);
}

/** How far a new user came: a service is there, it runs, a second commit of it was deployed. */
export function firstStepsOf(services: readonly ServiceView[]): FirstSteps {
  const runtimes = services.flatMap(({ environments }) => environments);
  return {
    created: services.some(({ state }) => state === 'active'),
    running: runtimes.some(({ health, url }) => health === 'Healthy' && url !== undefined),
    changed: runtimes.some(
      ({ revisions, application }) =>
        revisions.length > 1 || (application?.history.length ?? 0) > 1,
    ),
  };
}
