import type { Problem } from '@infraforge/kernel';
import { groupOf, type KubeObject, scopeOf } from '@infraforge/kube';
import type { Application, ApplicationSource, AppProject, Destination } from '../types.ts';
import { localCluster, permitsDestination, permitsKind, permitsSource } from './project-rules.ts';

/**
 * Everything in which an application breaks the rules of its project, in Argo CD's words: sources, destination, and
 * kind and namespace of each object. The objects are the application's manifests, namespaced as they will be applied.
 */
export function checkProject(
  application: Application,
  project: AppProject | undefined,
  objects: readonly KubeObject[],
): readonly Problem[] {
  const { project: name } = application.spec;
  if (!project) {
    const message = `Application referencing project ${name} which does not exist`;
    return [problem('project-not-found', message, 'Name a project that exists in spec.project.')];
  }
  return [
    ...sourceProblems(application, project),
    ...destinationProblems(application.spec.destination, project),
    ...objects.flatMap((object) => checkObject(object, project)),
  ];
}

/** The sources of an application, whether it has one or several. */
export function sourcesOf(application: Application): readonly ApplicationSource[] {
  const { source, sources } = application.spec;
  return sources && sources.length > 0 ? sources : source ? [source] : [];
}

/** The rules of a project that one object breaks. */
export function checkObject(object: KubeObject, project: AppProject): readonly Problem[] {
  const group = groupOf(object.apiVersion);
  const { kind } = object;
  const { name, namespace = '' } = object.metadata;
  const namespaced = scopeOf(group, kind) === 'Namespaced';
  const projectName = project.metadata.name;
  if (!permitsKind(project, { group, kind, name, namespaced })) {
    const message = `resource ${group}:${kind} is not permitted in project ${projectName}`;
    const hint = `Remove ${kind} ${name}, or have the platform team allow the kind in the project.`;
    return [problem('kind-not-permitted', message, hint)];
  }
  if (namespaced && !permitsDestination(project, localCluster, namespace)) {
    const message = `namespace ${namespace} is not permitted in project '${projectName}'`;
    const hint = `Put ${kind} ${name} into a namespace of the project.`;
    return [problem('namespace-not-permitted', message, hint)];
  }
  return [];
}

function sourceProblems(application: Application, project: AppProject): readonly Problem[] {
  const name = project.metadata.name;
  return sourcesOf(application)
    .filter(({ repoURL }) => !permitsSource(project, repoURL))
    .map(({ repoURL }) => {
      const message = `application repo ${repoURL} is not permitted in project '${name}'`;
      return problem('repository-not-permitted', message, 'Use a repository of the project.');
    });
}

function destinationProblems(destination: Destination, project: AppProject): readonly Problem[] {
  const { server, name, namespace = '' } = destination;
  const known = server === localCluster.server || name === localCluster.name;
  if (!known) {
    const message = `application destination server '${server ?? name ?? ''}' is not a cluster of this platform`;
    const hint = `Write destination.server: ${localCluster.server}`;
    return [problem('unknown-cluster', message, hint)];
  }
  if (permitsDestination(project, localCluster, namespace)) return [];
  const message = `application destination server '${localCluster.server}' and namespace '${namespace}' do not match any of the allowed destinations in project '${project.metadata.name}'`;
  return [problem('destination-not-permitted', message, 'Use a namespace of the project.')];
}

function problem(code: string, message: string, hint: string): Problem {
  return { code: `gitops.${code}`, message, hint };
}
