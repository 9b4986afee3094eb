import {
  type Application,
  type AppProject,
  type Comparison,
  checkProject,
  compare,
  desiredObjects,
  type Finding,
  managerOf,
  type Observed,
} from '@infraforge/gitops';
import { formatKey, type KubeObject, keyOf } from '@infraforge/kube';
import type { ApplicationSources, Manifests } from './application-source.ts';
import type { ClusterView } from './cluster-view.ts';

/** What was found about an application; with a comparison there is also what it is compared with. */
export type Observation = Observed & {
  readonly manifests: Manifests | undefined;
  /** Manifests that the project does not permit: nothing is synced while there are any. */
  readonly refused: boolean;
};

export type ObserveDeps = { readonly view: ClusterView; readonly sources: ApplicationSources };

/** Compares an application's manifests with the cluster, as far as its project and its source let us. Writes nothing. */
export async function observeApplication(
  application: Application,
  options: { readonly resolve: boolean; readonly revision?: string | undefined },
  { view, sources }: ObserveDeps,
): Promise<Observation> {
  const project = projectOf(application, view);
  const broken = checkProject(application, project, []);
  if (broken.length > 0) {
    const findings = broken.map(({ message }) => ({ type: 'InvalidSpecError', message }));
    return nothingKnown(findings, undefined);
  }
  const manifests = await sources.manifests(application, options);
  if (!manifests.ok) return nothingKnown(manifests.findings, manifests.revision);
  const { name } = application.metadata;
  const namespace = application.spec.destination.namespace ?? '';
  const { objects, repeated } = desiredObjects(name, namespace, manifests.objects);
  const comparison = compareWithCluster(application, objects, view);
  const refusals = checkProject(application, project, objects);
  return {
    comparison,
    revision: manifests.revision,
    sourceType: manifests.sourceType,
    findings: [
      ...refusals.map(({ message, hint }) => ({
        type: 'SyncError',
        message: hint ? `${message}. ${hint}` : message,
      })),
      ...repeated.map(({ message }) => ({ type: 'RepeatedResourceWarning', message })),
      ...sharedFindings(name, comparison),
    ],
    manifests,
    refused: refusals.length > 0,
  };
}

/** The project of an application, as far as there is one. */
export function projectOf(application: Application, view: ClusterView): AppProject | undefined {
  const { project } = application.spec;
  return view.ofKind('AppProject').find(({ metadata }) => metadata.name === project) as
    | AppProject
    | undefined;
}

/** The comparison of wanted objects with the cluster as it is now. */
export function compareWithCluster(
  application: Application,
  desired: readonly KubeObject[],
  view: ClusterView,
): Comparison {
  const { name } = application.metadata;
  const { ignoreDifferences = [] } = application.spec;
  const live = new Map(view.managedBy(name).map((each) => [formatKey(keyOf(each)), each]));
  for (const object of desired) {
    const found = view.get(keyOf(object));
    if (found) live.set(formatKey(keyOf(object)), found);
  }
  return compare({ application: name, desired, live: [...live.values()], ignoreDifferences });
}

function sharedFindings(application: string, { resources }: Comparison): readonly Finding[] {
  return resources.flatMap(({ target, live, key }) => {
    const other = target && live ? managerOf(live) : undefined;
    if (other === undefined || other === application) return [];
    const message = `${key.kind}/${key.name} is part of applications ${application} and ${other}`;
    return [{ type: 'SharedResourceWarning', message }];
  });
}

function nothingKnown(findings: readonly Finding[], revision: string | undefined): Observation {
  return {
    comparison: undefined,
    revision,
    sourceType: undefined,
    findings,
    manifests: undefined,
    refused: false,
  };
}
