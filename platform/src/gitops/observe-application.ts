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
  orphanedResources,
  parseApplication,
  parseAppProject,
} from '@infraforge/gitops';
import { hasCode, messageOf, type Problem } from '@infraforge/kernel';
import { formatKey, type KubeObject, keyOf } from '@infraforge/kube';
import type { ApplicationSources, Manifests } from './application-source.ts';
import { customizationsOf } from './customizations-of.ts';
import { configKey, projectKey } from './keys.ts';
import type { ReadableView } from './snapshot-view.ts';

/** What was found about an application; with a comparison there is also what it is compared with. */
export type Observation = Observed & {
  readonly manifests: Manifests | undefined;
  /** Manifests that the project does not permit: nothing is synced while there are any. */
  readonly refused: boolean;
  /** Versions of all that was looked at: the same ones give the same observation. Undefined without a comparison. */
  readonly fingerprint: string | undefined;
};

export type ObserveDeps = { readonly view: ReadableView; readonly sources: ApplicationSources };

export type ObserveOptions = {
  /** Ask the repository which commit the revision names now. */
  readonly resolve: boolean;
  readonly revision?: string | undefined;
};

/**
 * Compares an application's manifests with the cluster, as far as its project and its source let us; `same` when the
 * fingerprint is still `unless`. Writes nothing.
 */
export async function observeApplication(
  application: Application,
  options: ObserveOptions,
  deps: ObserveDeps,
): Promise<Observation>;
export async function observeApplication(
  application: Application,
  options: ObserveOptions & { readonly unless: string | undefined },
  deps: ObserveDeps,
): Promise<Observation | 'same'>;
export async function observeApplication(
  application: Application,
  options: ObserveOptions & { readonly unless?: string | undefined },
  { view, sources }: ObserveDeps,
): Promise<Observation | 'same'> {
  const parsed = parseApplication(application);
  if (!parsed.ok) return invalid(parsed.problems);
  const project = projectOf(application, view);
  const broken = [...projectProblems(project), ...checkProject(application, project, [])];
  if (broken.length > 0) return invalid(broken);
  const manifests = await sources.manifests(application, options);
  if (!manifests.ok) return nothingKnown(manifests.findings, manifests.revision);
  const { name } = application.metadata;
  const namespace = application.spec.destination.namespace ?? '';
  const { objects, repeated } = desiredObjects(name, namespace, manifests.objects);
  const orphans = project?.spec.orphanedResources
    ? orphanedResources(project, view.inNamespace(namespace))
    : [];
  const fingerprint = fingerprintOf(
    application,
    project,
    { manifests, objects: [...objects, ...orphans] },
    view,
  );
  if (options.unless !== undefined && options.unless === fingerprint) return 'same';
  const comparison = attemptComparison(application, objects, view);
  if (!('resources' in comparison)) return nothingKnown(comparison, manifests.revision);
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
      ...customizationsOf(view).problems.map(({ message }) => ({
        type: 'ComparisonError',
        message,
      })),
      ...repeated.map(({ message }) => ({ type: 'RepeatedResourceWarning', message })),
      ...sharedFindings(name, comparison),
      ...(project?.spec.orphanedResources?.warn === false ? [] : orphanFindings(orphans)),
    ],
    manifests,
    refused: refusals.length > 0,
    fingerprint,
  };
}

/** Rules about differences that cannot be followed leave nothing to say about the resources (as in Argo CD). */
function attemptComparison(
  application: Application,
  objects: readonly KubeObject[],
  view: ReadableView,
): Comparison | readonly Finding[] {
  try {
    return compareWithCluster(application, objects, view);
  } catch (error) {
    if (!hasCode(error, 'gitops.jq-expression')) throw error;
    return [{ type: 'ComparisonError', message: messageOf(error) }];
  }
}

/** A project that cannot be read permits nothing. */
function projectProblems(project: AppProject | undefined): readonly Problem[] {
  const parsed = project && parseAppProject(project);
  return parsed && !parsed.ok ? parsed.problems : [];
}

/** The project of an application, as far as there is one. */
export function projectOf(application: Application, view: ReadableView): AppProject | undefined {
  const { project } = application.spec;
  return view.get(projectKey(project)) as AppProject | undefined;
}

/** The comparison of wanted objects with the cluster as it is now. */
export function compareWithCluster(
  application: Application,
  desired: readonly KubeObject[],
  view: ReadableView,
): Comparison {
  const { name } = application.metadata;
  const { ignoreDifferences = [] } = application.spec;
  const { overrides: resourceOverrides } = customizationsOf(view);
  const live = new Map(view.managedBy(name).map((each) => [formatKey(keyOf(each)), each]));
  for (const object of desired) {
    const found = view.get(keyOf(object));
    if (found) live.set(formatKey(keyOf(object)), found);
  }
  const settings = { ignoreDifferences, resourceOverrides };
  return compare({ application: name, desired, live: [...live.values()], ...settings });
}

function fingerprintOf(
  application: Application,
  project: AppProject | undefined,
  wanted: { readonly manifests: Manifests; readonly objects: readonly KubeObject[] },
  view: ReadableView,
): string {
  const config = view.get(configKey);
  const versions = [application, project, config, ...view.managedBy(application.metadata.name)].map(
    (object) => object?.metadata.resourceVersion ?? '',
  );
  const targets = wanted.objects.map((object) => {
    const live = view.get(keyOf(object));
    return live?.metadata.resourceVersion ?? '';
  });
  return [wanted.manifests.revision, ...versions, '/', ...targets].join(' ');
}

function orphanFindings(orphans: readonly KubeObject[]): readonly Finding[] {
  if (orphans.length === 0) return [];
  const first = orphans.slice(0, 3).map(({ kind, metadata }) => `${kind}/${metadata.name}`);
  const more = orphans.length > first.length ? ', …' : '';
  const message = `Application has ${orphans.length} orphaned resources: ${first.join(', ')}${more}`;
  return [{ type: 'OrphanedResourceWarning', message }];
}

function sharedFindings(application: string, { resources }: Comparison): readonly Finding[] {
  return resources.flatMap(({ target, live, key }) => {
    const other = target && live ? managerOf(live) : undefined;
    if (other === undefined || other === application) return [];
    const message = `${key.kind}/${key.name} is part of applications ${application} and ${other}`;
    return [{ type: 'SharedResourceWarning', message }];
  });
}

function invalid(problems: readonly Problem[]): Observation {
  const findings = problems.map(({ message }) => ({ type: 'InvalidSpecError', message }));
  return nothingKnown(findings, undefined);
}

function nothingKnown(findings: readonly Finding[], revision: string | undefined): Observation {
  return {
    comparison: undefined,
    revision,
    sourceType: undefined,
    findings,
    manifests: undefined,
    refused: false,
    fingerprint: undefined,
  };
}
