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

/** Sorts out Applications whose name is empty, not a DNS name or used twice, or that name no project or source. */
export function validateApplications(
  set: ApplicationSet,
  applications: readonly Application[],
): ValidApplications {
  const counts = new Map<string, number>();
  for (const { metadata } of applications) {
    counts.set(metadata.name, (counts.get(metadata.name) ?? 0) + 1);
  }
  const problems: Problem[] = [];
  const valid = applications.filter((application) => {
    const message = invalidity(application, set, counts.get(application.metadata.name) ?? 0);
    if (message === undefined) return true;
    if (!problems.some((problem) => problem.message === message)) {
      problems.push({ code: 'gitops.generated-application', message });
    }
    return false;
  });
  return { valid, problems };
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
