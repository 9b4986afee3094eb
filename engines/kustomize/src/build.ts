import type { KubeObject } from '@infraforge/kube';
import { accumulate, type Session } from './accumulate.ts';
import { addBuildMetadata } from './build-metadata.ts';
import { type Data, isRecord } from './data.ts';
import { addHashes } from './hash.ts';
import type { Layer } from './layer.ts';
import { withLines } from './locate.ts';
import { fixNameReferences } from './name-references.ts';
import { resolvePath } from './path.ts';
import type { RemoteTrees, SourceTree } from './ports.ts';
import { failure, problemsOf } from './problem.ts';
import type { Resource } from './resource.ts';
import { sortResources } from './sort.ts';
import type { BuildOptions, BuildResult } from './types.ts';
import { resolveVariables } from './variables.ts';

/**
 * `kustomize build` of a directory (v5.5 without plugins and helm), reading nothing but the tree. What is wrong with
 * the input comes back as problems, all of them where they do not depend on each other. Remote bases are read through
 * `remote`, and refused without it.
 */
export async function build(
  tree: SourceTree,
  directory: string,
  options: BuildOptions = {},
  { remote }: { readonly remote?: RemoteTrees | undefined } = {},
): Promise<BuildResult> {
  const session: Session = {
    tree,
    options,
    warnings: [],
    origin: '',
    remote,
    count: { layers: 0 },
  };
  try {
    const start = resolvePath('', directory);
    if (start === undefined)
      throw failure('outside-root', `"${directory}" lies outside of the repository`);
    const layer = await accumulate(session, { directory: start, chain: [] });
    const resources = finish(layer);
    const warnings = await withLines(tree, session.warnings);
    return { ok: true, objects: resources.map(toObject), warnings };
  } catch (error) {
    return { ok: false, problems: await withLines(tree, problemsOf(error)) };
  }
}

/** What is done once, after all layers: hashes, references to names, order. */
function finish(layer: Layer): readonly Resource[] {
  addHashes(layer);
  fixNameReferences(layer);
  resolveVariables(layer);
  addBuildMetadata(layer);
  const kept = layer.list.items.filter((resource) => !isLocal(resource.data));
  return sortResources(kept, layer.kustomization.sortOptions);
}

function isLocal(data: Data): boolean {
  const annotations = isRecord(data.metadata) ? data.metadata.annotations : undefined;
  if (!isRecord(annotations)) return false;
  const value = annotations['config.kubernetes.io/local-config'];
  return value !== undefined && value !== 'false';
}

function toObject(resource: Resource): KubeObject {
  return resource.data as KubeObject;
}
