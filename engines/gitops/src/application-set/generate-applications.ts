import { messageOf, type Problem } from '@infraforge/kernel';
import { problemsOfSubdomainName } from '@infraforge/kube';
import type { Application, ApplicationSet } from '../types.ts';
import type { ParameterSet } from './parameter-set.ts';
import { renderApplication } from './render-application.ts';
import { renderTextOf } from './render-text.ts';

export type GeneratedApplications = {
  /** Every Application that could be rendered, the invalid ones included, in the order of the parameters. */
  readonly applications: readonly Application[];
  /** Templates that could not be rendered: nothing may be created, updated or deleted. */
  readonly failures: readonly Problem[];
};

/** The Applications of a set. Pure: the same set and parameters give the same Applications. */
export function generateApplications(
  set: ApplicationSet,
  parameterSets: readonly ParameterSet[],
): GeneratedApplications {
  const applications: Application[] = [];
  const failures: Problem[] = [];
  const render = renderTextOf(set);
  for (const { parameters, generator } of parameterSets) {
    try {
      applications.push(renderApplication(set, generator, parameters, render));
    } catch (error) {
      const hint = 'Correct the template of the ApplicationSet.';
      failures.push({ code: 'gitops.template', message: messageOf(error), hint });
    }
  }
  return { applications, failures };
}

export type ValidApplications = {
  readonly valid: readonly Application[];
  /** What is wrong with the others: they are left out, the valid ones are applied. */
  readonly problems: readonly Problem[];
};

/**
 * Sorts out Applications whose name is empty, not a DNS name or used twice, or that name no project or source. Of two
 * with one name the one that is there already stays (`existing`), so that nobody can take a name from somebody else.
 */
export function validateApplications(
  set: ApplicationSet,
  applications: readonly Application[],
  existing: ReadonlyMap<string, Application> = new Map(),
): ValidApplications {
  const byName = new Map<string, Application[]>();
  for (const application of applications) {
    const { name } = application.metadata;
    byName.set(name, [...(byName.get(name) ?? []), application]);
  }
  const problems = new Set<string>();
  const valid = applications.filter((application) => {
    const { name } = application.metadata;
    const rivals = byName.get(name) ?? [];
    const message = invalidity(application, set, rivals.length);
    if (message === undefined) return true;
    problems.add(message);
    return name !== '' && rivals.length > 1 && isHolder(application, rivals, existing.get(name));
  });
  const code = 'gitops.generated-application';
  return { valid, problems: [...problems].map((message) => ({ code, message })) };
}

/** The only one of several that comes from the repository of the Application that is there. */
function isHolder(
  application: Application,
  rivals: readonly Application[],
  existing: Application | undefined,
): boolean {
  const repository = (each: Application | undefined) => each?.spec?.source?.repoURL;
  const wanted = repository(existing);
  const same = rivals.filter((rival) => wanted !== undefined && repository(rival) === wanted);
  return same.length === 1 && same[0] === application;
}

function invalidity(
  application: Application,
  set: ApplicationSet,
  count: number,
): string | undefined {
  const { name } = application.metadata;
  if (!name) return `ApplicationSet ${set.metadata.name} generated an Application without a name`;
  if (count > 1) {
    return `ApplicationSet ${set.metadata.name} contains applications with duplicate name: ${name}`;
  }
  const [wrong] = problemsOfSubdomainName(name);
  if (wrong !== undefined) return `Application ${name} has an invalid name: ${wrong}`;
  const { project, source, sources, destination } = application.spec ?? {};
  if (!project) return `application spec.project of ${name} is empty`;
  if (!source && !sources) return `application spec.source and spec.sources of ${name} are missing`;
  if (!destination?.server && !destination?.name) {
    return `application destination server and name of ${name} are missing`;
  }
  return undefined;
}
