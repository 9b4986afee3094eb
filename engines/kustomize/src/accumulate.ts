import type { Problem } from '@infraforge/kernel';
import { checkSupport } from './check-support.ts';
import { applyEdits } from './edits.ts';
import { runGenerators } from './generators.ts';
import { applyImages } from './images.ts';
import { applyAnnotations, applyLabels } from './labels.ts';
import type { Layer } from './layer.ts';
import { loadKustomization } from './load-kustomization.ts';
import { applyNamePrefix, applyNameSuffix } from './name-prefix-suffix.ts';
import { applyNamespace } from './namespace.ts';
import { applyJson6902Patches, applyPatches, applyStrategicMergePatches } from './patches.ts';
import { isBelow, isRemote, resolvePath } from './path.ts';
import type { SourceTree } from './ports.ts';
import { BuildFailure, failure, problemsOf } from './problem.ts';
import { readObjects } from './read-objects.ts';
import { applyReplacements } from './replacements.ts';
import { applyReplicas } from './replicas.ts';
import { newResource } from './resource.ts';
import { ResourceList } from './resource-list.ts';
import { builtInRules, type Rules } from './rules.ts';
import type { BuildOptions } from './types.ts';

/** Layers that one build may have: a diamond of diamonds grows without bound. */
const maxLayers = 5_000;

/** What is the same for all layers of a build. */
export type Session = {
  readonly tree: SourceTree;
  readonly options: BuildOptions;
  readonly warnings: Problem[];
  layers: number;
};

/** Where a layer stands: the directories that led to it, outermost first. */
type Place = {
  readonly directory: string;
  readonly chain: readonly string[];
  /** The parent's objects and rules, which a component works on. */
  readonly parent?: Layer;
};

/** Builds one layer with everything below it (kustomize's AccumulateTarget). Throws BuildFailure. */
export async function accumulate(session: Session, place: Place): Promise<Layer> {
  const { directory, chain, parent } = place;
  session.layers += 1;
  if (session.layers > maxLayers) {
    throw failure('too-large', `The build has more than ${maxLayers} layers`);
  }
  if (chain.includes(directory)) {
    throw failure('cycle', `The bases form a cycle: ${[...chain, directory].join(' → ')}`, {
      file: parent?.file ?? directory,
      hint: 'Take one of them out of resources.',
    });
  }
  const { kustomization: loaded, file } = await loadKustomization(session.tree, directory);
  const kustomization = chain.length === 0 ? applyEdits(loaded, session.options) : loaded;
  checkComponent(kustomization.kind, { file, isComponent: parent !== undefined });
  checkSupport(kustomization, file, session.warnings);
  const list = parent?.list ?? new ResourceList();
  const base = {
    tree: session.tree,
    directory,
    file,
    kustomization,
    list,
    warnings: session.warnings,
  };
  const rules = await addResources(
    session,
    { ...base, rules: parent?.rules ?? builtInRules },
    chain,
  );
  const layer: Layer = { ...base, rules };
  await runGenerators(layer);
  for (const path of kustomization.components ?? [])
    await addComponent(session, layer, { path, chain });
  await transform(layer);
  return layer;
}

function checkComponent(
  kind: string | undefined,
  { file, isComponent }: { readonly file: string; readonly isComponent: boolean },
): void {
  if ((kind === 'Component') === isComponent) return;
  const message = isComponent
    ? 'This is listed in components but is not of kind Component'
    : 'A Component belongs into components, not into resources';
  throw failure('component', message, { file, path: 'kind' });
}

/** Adds all resources; the problems of all of them come together. */
async function addResources(
  session: Session,
  layer: Layer,
  chain: readonly string[],
): Promise<Rules> {
  const problems: Problem[] = [];
  let { rules } = layer;
  for (const [index, path] of (layer.kustomization.resources ?? []).entries()) {
    try {
      const field = `resources.${index}`;
      const below = await addResource(session, layer, { path, field, chain });
      if (below) rules = below;
    } catch (error) {
      problems.push(...problemsOf(error));
    }
  }
  if (problems.length > 0) throw new BuildFailure(problems);
  return rules;
}

type Entry = { readonly path: string; readonly field: string; readonly chain: readonly string[] };

async function addResource(
  session: Session,
  layer: Layer,
  entry: Entry,
): Promise<Rules | undefined> {
  const { path, field, chain } = entry;
  const where = { file: layer.file, path: field };
  const full = isRemote(path) ? undefined : resolvePath(layer.directory, path);
  if (isRemote(path)) {
    throw failure('remote-base', `"${path}" is a remote base, which is not fetched`, {
      ...where,
      hint: 'Copy the base into the repository.',
    });
  }
  if (full === undefined || path.startsWith('/')) {
    throw failure('outside-root', `"${path}" lies outside of the repository`, where);
  }
  const kind = await session.tree.kindOf(full);
  if (kind === 'directory') {
    const below = await accumulate(session, {
      directory: full,
      chain: [...chain, layer.directory],
    });
    for (const resource of below.list.items) layer.list.add(resource);
    return below.rules;
  }
  const content = kind === 'file' ? await session.tree.read(full) : undefined;
  if (!content) throw failure('resource-missing', `"${path}" does not exist`, where);
  if (!isBelow(full, layer.directory)) {
    throw failure(
      'outside-root',
      `The file "${path}" lies outside of the kustomization's directory`,
      {
        ...where,
        hint: 'Move the file into the directory, or make its directory a base.',
      },
    );
  }
  for (const data of readObjects(new TextDecoder().decode(content), full)) {
    layer.list.add(newResource(data, full));
  }
  return undefined;
}

async function addComponent(
  session: Session,
  layer: Layer,
  { path, chain }: { readonly path: string; readonly chain: readonly string[] },
): Promise<void> {
  const directory = isRemote(path) ? undefined : resolvePath(layer.directory, path);
  if (directory === undefined) {
    throw failure('remote-base', `The component "${path}" is not in the repository`, {
      file: layer.file,
    });
  }
  await accumulate(session, { directory, chain: [...chain, layer.directory], parent: layer });
}

/** The order is kustomize's own (kusttarget_configplugin.go): each step sees what the ones before it have made. */
async function transform(layer: Layer): Promise<void> {
  await applyStrategicMergePatches(layer);
  await applyPatches(layer);
  applyNamespace(layer);
  applyNamePrefix(layer);
  applyNameSuffix(layer);
  applyLabels(layer);
  applyAnnotations(layer);
  await applyJson6902Patches(layer);
  applyReplicas(layer);
  applyImages(layer);
  await applyReplacements(layer);
}
