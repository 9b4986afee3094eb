import { mayActFor, nameOf } from '@infraforge/identity';
import type { Caller, Problem } from '@infraforge/kernel';
import { checkServiceName, type RegisteredService } from '@infraforge/services';
import type { PlatformContext } from '../context.ts';

export type ServiceAdmission = {
  readonly name: string;
  readonly team: string;
  /** `payments/orders`. */
  readonly repository: string;
  /** URL under which the service will answer in dev. */
  readonly url: string;
};

export type AdmissionResult =
  | { readonly ok: true; readonly admission: ServiceAdmission }
  | { readonly ok: false; readonly code: string; readonly problems: readonly Problem[] };

export type AdmissionRequest = {
  readonly name: string;
  /** Name of the team, or the reference of its Group. */
  readonly owner: string;
  readonly description: string;
  /** The scaffolder task that asks; the same task may ask again. */
  readonly taskId: string;
};

/** The host of a service in an environment: `orders.dev.localhost`. */
export function hostOf(service: string, environment: string): string {
  return `${service}.${environment}.localhost`;
}

/**
 * Decides whether a service may be made, and takes its name for the team: the first thing that every golden path does.
 * Refuses bad and taken names, teams that do not exist and teams that the caller does not belong to.
 */
export async function admitService(
  context: PlatformContext,
  caller: Caller,
  request: AdmissionRequest,
): Promise<AdmissionResult> {
  const problems = await checkAdmission(context, caller, request);
  if (problems.length > 0)
    return { ok: false, code: problems[0]?.code ?? 'service.refused', problems };
  const team = nameOf(request.owner);
  const reserved = await context.register.reserve({
    name: request.name,
    team,
    description: request.description,
    state: 'creating',
    taskId: request.taskId,
    requester: caller.subject,
    failure: undefined,
  });
  if (!reserved.ok && isStartedOver(reserved.holder, caller, team)) {
    const { taskId } = request;
    await context.register.change(request.name, { taskId, failure: undefined });
  } else if (!reserved.ok && reserved.holder.taskId !== request.taskId) {
    const problem = nameTaken(reserved.holder);
    return { ok: false, code: problem.code, problems: [problem] };
  }
  return {
    ok: true,
    admission: {
      name: request.name,
      team,
      repository: `${team}/${request.name}`,
      url: context.urls.ingress(hostOf(request.name, 'dev')),
    },
  };
}

/**
 * Everything that speaks against a service, without taking its name: what a form or `gaia` can say before anything is
 * done. The task that holds the name already, and one that starts it over, are not told that it is taken.
 */
export async function checkAdmission(
  context: PlatformContext,
  caller: Caller,
  request: Omit<AdmissionRequest, 'taskId' | 'description'> & { readonly taskId?: string },
): Promise<readonly Problem[]> {
  const team = nameOf(request.owner);
  const problems = [...checkServiceName(request.name), ...checkTeam(context, caller, team)];
  if (problems.length > 0) return problems;
  const holder = await context.register.find(request.name);
  if (holder) {
    const own = holder.taskId !== undefined && holder.taskId === request.taskId;
    return own || isStartedOver(holder, caller, team) ? [] : [nameTaken(holder)];
  }
  const inTheWay = await context.forge.repository(team, request.name);
  return inTheWay ? [repositoryInTheWay(team, request.name, inTheWay.archived)] : [];
}

/** `superviseServices` says in the register why it starts a creation over, before it starts the same person's new task. */
function isStartedOver(holder: RegisteredService, { subject }: Caller, team: string): boolean {
  const { state, failure, requester } = holder;
  return (
    state === 'creating' && failure !== undefined && requester === subject && holder.team === team
  );
}

function nameTaken({ name, team }: RegisteredService): Problem {
  return {
    code: 'refused.service.name-taken',
    message: `A service "${name}" exists already: it belongs to ${team}.`,
    hint: 'Names are unique in an installation. Choose another one.',
    place: { path: 'name' },
  };
}

function repositoryInTheWay(team: string, name: string, archived: boolean): Problem {
  return {
    code: 'refused.service.repository-exists',
    message: `The ${archived ? 'archived ' : ''}repository ${team}/${name} has this name.`,
    hint: 'Choose another name, or rename or delete that repository first.',
    place: { path: 'name' },
  };
}

function checkTeam(context: PlatformContext, caller: Caller, team: string): readonly Problem[] {
  const directory = context.directory();
  if (!directory.team(team)) {
    const known = directory.teams().map(({ name }) => name);
    return [
      {
        code: 'service.team.unknown',
        message: `There is no team "${team}" that may own services.`,
        hint: `Choose one of: ${known.join(', ') || 'none yet'}.`,
        place: { path: 'owner' },
      },
    ];
  }
  if (!mayActFor(caller, team)) {
    return [
      {
        code: 'refused.service.not-your-team',
        message: `${nameOf(caller.subject)} is not a member of ${team}.`,
        hint: 'Choose a team of yours, or ask that team to create the service.',
        place: { path: 'owner' },
      },
    ];
  }
  return [];
}
