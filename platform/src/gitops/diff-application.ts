import {
  type Application,
  annotation,
  type ComparedResource,
  type Comparison,
  type DiffSettings,
  diffObjects,
  type Finding,
  hideSecrets,
} from '@infraforge/gitops';
import { PlatformError } from '@infraforge/kernel';
import type { KubeObject } from '@infraforge/kube';
import { stringifyYaml } from '@infraforge/yaml';
import type { ApplicationDiff, ResourceDiff } from '../applications/application-views.ts';
import type { ApplicationSources } from './application-source.ts';
import { customizationsOf } from './customizations-of.ts';
import { type Observation, observeApplication } from './observe-application.ts';
import type { ReadableView } from './snapshot-view.ts';

export type InspectDeps = { readonly view: ReadableView; readonly sources: ApplicationSources };

/**
 * What a sync would change now, resource by resource; values of Secrets are hidden. Throws `application.unknown-state`
 * when the manifests cannot be made.
 */
export async function diffApplication(
  application: Application,
  deps: InspectDeps,
): Promise<ApplicationDiff> {
  const { comparison, revision } = await compared(application, undefined, deps);
  const { ignoreDifferences = [] } = application.spec;
  const { overrides: resourceOverrides } = customizationsOf(deps.view);
  const settings = { ignoreDifferences, resourceOverrides };
  const items = comparison.resources
    .filter(({ status }) => status === 'OutOfSync')
    .map((resource) => resourceDiff(resource, settings));
  return { name: application.metadata.name, revision, items };
}

/** An observation that has a comparison. Throws `application.unknown-state` when there is none. */
export async function compared(
  application: Application,
  revision: string | undefined,
  deps: InspectDeps,
): Promise<Observation & { readonly comparison: Comparison }> {
  const observation = await observeApplication(application, { resolve: true, revision }, deps);
  const { comparison } = observation;
  if (!comparison) throw unknownState(application, observation.findings);
  return { ...observation, comparison };
}

export function unknownState(
  { metadata }: Application,
  findings: readonly Finding[],
): PlatformError {
  const why = findings.map(({ message }) => message).join('; ') || 'its project is not there';
  return new PlatformError(
    'application.unknown-state',
    `"${metadata.name}" cannot be compared with the cluster: ${why}`,
    { hint: `Mend its source. All about it: gaia describe app ${metadata.name}` },
  );
}

function resourceDiff(
  { key, target, live }: ComparedResource,
  settings: DiffSettings,
): ResourceDiff {
  const { group, kind, namespace, name } = key;
  const isSecret = kind === 'Secret' && group === '';
  const shown = isSecret ? hideSecrets(target, live, []) : { target, live };
  const diff = diffObjects(shown.target, shown.live, settings);
  return {
    group,
    kind,
    namespace,
    name,
    change: !live ? 'create' : target ? 'update' : 'delete',
    ...(diff.live && { live: textOf(diff.live) }),
    ...(diff.predicted && { target: textOf(diff.predicted) }),
  };
}

/** What the store keeps for itself tells nobody what changes. */
const bookkeeping = ['uid', 'resourceVersion', 'generation', 'creationTimestamp', 'managedFields'];

function textOf({ status: _status, ...object }: KubeObject): string {
  const { annotations = {}, ...metadata } = object.metadata;
  const kept = Object.entries(annotations).filter(([name]) => name !== annotation.lastApplied);
  const plain = Object.entries(metadata).filter(([name]) => !bookkeeping.includes(name));
  const shown = {
    ...Object.fromEntries(plain),
    ...(kept.length > 0 && { annotations: Object.fromEntries(kept) }),
  };
  return stringifyYaml({ ...object, metadata: shown });
}
