import type { Problem } from '@infraforge/kernel';
import { checkSupport } from './check-support.ts';
import { applyEdits } from './edits.ts';
import { runGenerators } from './generators.ts';
import type { Layer } from './layer.ts';
import { loadKustomization } from './load-kustomization.ts';
import { isBelow, isRemote, resolvePath } from './path.ts';
import { runGeneratorPlugins, runTransformerPlugins } from './plugins.ts';
import type { RemoteTrees, SourceTree } from './ports.ts';
import { BuildFailure, failure, problemsOf } from './problem.ts';
import { readObjects } from './read-objects.ts';
import { parseRemoteBase } from './remote-base.ts';
import { newResource, type Resource } from './resource.ts';
import { ResourceList } from './resource-list.ts';
import { builtInRules, type Rules } from './rules.ts';
import { loadConfigurations, mergeRules } from './rules-file.ts';
import { transform } from './transform.ts';
import type { BuildOptions } from './types.ts';
import { type BoundVariable, bindVariables } from './variables.ts';

/** Layers that one build may have: a diamond of diamonds grows without bound. */
const maxLayers = 5_000;

/** What is the same for all layers of a build. */
export type Session = {
  readonly tree: SourceTree;
  readonly options: BuildOptions;
  readonly warnings: Problem[];
  /** The repository that the tree is of, empty for the one that is built. */
  readonly origin: string;
  /** Files of other repositories, for remote bases; they are refused without it. */
  readonly remote?: RemoteTrees | undefined;
  readonly count: { layers: number };
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
  session.count.layers += 1;
  if (session.count.layers > maxLayers) {
    throw failure('too-large', `The build has more than ${maxLayers} layers`);
  }
  const here = `${session.origin}${directory}`;
  if (chain.includes(here)) {
    throw failure('cycle', `The bases form a cycle: ${[...chain, here].join(' → ')}`, {
      file: parent?.file ?? directory,
      hint: 'Take one of them out of resources.',
    });
  }
  const { kustomization: loaded, file } = await loadKustomization(session.tree, directory);
  const kustomization = chain.length === 0 ? applyEdits(loaded, session.options) : loaded;
  if (chain.length > 0)
    checkComponent(kustomization.kind, { file, isComponent: parent !== undefined });
  checkSupport(kustomization, file, session.warnings);
  const start: Layer = {
    tree: session.tree,
    directory,
    file,
    kustomization,
    list: parent?.list ?? new ResourceList(),
    rules: parent?.rules ?? builtInRules,
    variables: parent?.variables ?? [],
    warnings: session.warnings,
  };
  const read = {
    ...start,
    rules: await addResources(session, start, { chain, paths: kustomization.resources }),
  };
  const layer = { ...read, rules: await loadConfigurations(read) };
  await runGenerators(layer);
  const below = [...chain, here];
  await runGeneratorPlugins(
    layer,
    await loadPlugins(session, layer, { chain, entries: kustomization.generators }),
  );
  for (const path of kustomization.components ?? [])
    await addComponent(session, layer, { path, chain: below });
  await transform(layer);
  await runTransformerPlugins(
    layer,
    await loadPlugins(session, layer, { chain, entries: kustomization.transformers }),
  );
  bindVariables(layer);
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
type Paths = { readonly chain: readonly string[]; readonly paths: readonly string[] | undefined };

async function addResources(
  session: Session,
  layer: Layer,
  { chain, paths }: Paths,
): Promise<Rules> {
  const problems: Problem[] = [];
  let { rules } = layer;
  for (const [index, path] of (paths ?? []).entries()) {
    try {
      const field = `resources.${index}`;
      const below = await addResource(session, layer, { path, field, chain });
      if (below) rules = mergeRules(rules, below);
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
  const below = [...chain, `${session.origin}${layer.directory}`];
  if (isRemote(path)) {
    const [other, directory] = await openRemote(session, path, where);
    return addBase(layer, await accumulate(other, { directory, chain: below }));
  }
  const full = resolvePath(layer.directory, path);
  if (full === undefined || path.startsWith('/')) {
    throw failure('outside-root', `"${path}" lies outside of the repository`, where);
  }
  const kind = await session.tree.kindOf(full);
  if (kind === 'directory') {
    return addBase(layer, await accumulate(session, { directory: full, chain: below }));
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

function addBase(layer: Layer, base: Layer): Rules {
  for (const resource of base.list.items) layer.list.add(resource);
  addVariables(layer, base.variables);
  return base.rules;
}

/** The files of a remote base and its folder in them. Throws BuildFailure. */
async function openRemote(
  session: Session,
  text: string,
  where: { readonly file: string; readonly path: string },
): Promise<readonly [Session, string]> {
  if (!session.remote) {
    throw failure('remote-base', `"${text}" is a remote base, which is not fetched`, {
      ...where,
      hint: 'Copy the base into the repository.',
    });
  }
  const base = parseRemoteBase(text);
  const tree = base && (await session.remote(base.repository, base.ref));
  if (!tree) {
    throw failure('remote-base', `"${text}" is not a repository that may be read from here`, {
      ...where,
      hint: 'Use a repository of your own team on this forge, with a ref that exists.',
    });
  }
  const directory = resolvePath('', base.path);
  if (directory === undefined) {
    throw failure('outside-root', `"${text}" lies outside of the repository`, where);
  }
  const origin = `${base.repository}@${base.ref ?? 'HEAD'}//`;
  return [{ ...session, tree, origin }, directory];
}

function addVariables(layer: Layer, variables: readonly BoundVariable[]): void {
  for (const variable of variables) {
    if (layer.variables.some((each) => each.name === variable.name)) {
      throw failure('variable', `The variable ${variable.name} comes from two bases`, {
        file: layer.file,
      });
    }
    layer.variables.push(variable);
  }
}

type Plugins = {
  readonly chain: readonly string[];
  readonly entries: readonly string[] | undefined;
};

/** The objects that describe generators or transformers: inline, in a file, or built by a kustomization. */
async function loadPlugins(
  session: Session,
  layer: Layer,
  { chain, entries = [] }: Plugins,
): Promise<readonly Resource[]> {
  const list = new ResourceList();
  for (const entry of entries) {
    if (!entry.includes('\n'))
      await addResources(session, { ...layer, list, variables: [] }, { chain, paths: [entry] });
    else for (const data of readObjects(entry, layer.file)) list.add(newResource(data, layer.file));
  }
  return list.items;
}

async function addComponent(
  session: Session,
  layer: Layer,
  { path, chain }: { readonly path: string; readonly chain: readonly string[] },
): Promise<void> {
  if (isRemote(path)) {
    const where = { file: layer.file, path: 'components' };
    const [other, directory] = await openRemote(session, path, where);
    await accumulate(other, { directory, chain, parent: layer });
    return;
  }
  const directory = resolvePath(layer.directory, path);
  if (directory === undefined) {
    throw failure('outside-root', `The component "${path}" lies outside of the repository`, {
      file: layer.file,
    });
  }
  await accumulate(session, { directory, chain, parent: layer });
}
