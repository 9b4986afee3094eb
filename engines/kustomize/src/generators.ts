import { type Data, setOwn } from './data.ts';
import { entriesOf } from './generator-sources.ts';
import type { Layer } from './layer.ts';
import { mergeGenerated } from './merge-generated.ts';
import { failure } from './problem.ts';
import { newResource, type Resource } from './resource.ts';
import type { GeneratorEntry, GeneratorOptions } from './schema.ts';

/** `configMapGenerator` and `secretGenerator`. Throws BuildFailure. */
export async function runGenerators(layer: Layer): Promise<void> {
  const { configMapGenerator = [], secretGenerator = [] } = layer.kustomization;
  for (const [index, entry] of configMapGenerator.entries()) {
    const field = `configMapGenerator.${index}`;
    mergeGenerated(layer.list, await generate(layer, entry, { kind: 'ConfigMap', field }));
  }
  for (const [index, entry] of secretGenerator.entries()) {
    const field = `secretGenerator.${index}`;
    mergeGenerated(layer.list, await generate(layer, entry, { kind: 'Secret', field }));
  }
}

type Use = { readonly kind: 'ConfigMap' | 'Secret'; readonly field: string };

/** The object that one entry describes. Throws BuildFailure. */
export async function generate(
  layer: Layer,
  entry: GeneratorEntry,
  { kind, field }: Use,
): Promise<Resource> {
  if (!entry.name) {
    throw failure('generator', `A ${kind} generator needs a name`, {
      file: layer.file,
      path: field,
    });
  }
  const options = withGlobal(entry.options, layer.kustomization.generatorOptions);
  const metadata: Data = { name: entry.name };
  if (entry.namespace) metadata.namespace = entry.namespace;
  if (options.labels) metadata.labels = { ...options.labels };
  if (options.annotations) metadata.annotations = { ...options.annotations };
  const data: Data = { apiVersion: 'v1', kind, metadata };
  if (kind === 'Secret') data.type = entry.type || 'Opaque';
  fill(data, await entriesOf(layer, entry, field));
  if (options.immutable) data.immutable = true;
  const resource = newResource(data, layer.file);
  resource.behavior = behaviorOf(entry, { layer, field });
  resource.needsHash = !options.disableNameSuffixHash;
  resource.generatedBy = { file: layer.file, kind: `${kind}Generator` };
  return resource;
}

function behaviorOf(
  entry: GeneratorEntry,
  { layer, field }: { readonly layer: Layer; readonly field: string },
): 'create' | 'merge' | 'replace' {
  const { behavior = 'create' } = entry;
  if (behavior === 'create' || behavior === 'merge' || behavior === 'replace') return behavior;
  throw failure('generator', `The behavior "${behavior}" is not create, merge or replace`, {
    file: layer.file,
    path: `${field}.behavior`,
  });
}

function fill(object: Data, entries: ReadonlyMap<string, Uint8Array>): void {
  for (const [key, content] of entries) {
    if (object.kind === 'Secret') put(object, 'data', { key, value: base64(content) });
    else {
      const text = utf8(content);
      if (text === undefined) put(object, 'binaryData', { key, value: base64(content) });
      else put(object, 'data', { key, value: text });
    }
  }
}

function put(
  object: Data,
  member: string,
  { key, value }: { readonly key: string; readonly value: string },
) {
  const map = (object[member] ?? {}) as Data;
  setOwn(map, key, value);
  object[member] = map;
}

function base64(content: Uint8Array): string {
  return Buffer.from(content).toString('base64');
}

function utf8(content: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    return undefined;
  }
}

/** Local options win, but a true of the global ones stays. */
function withGlobal(own: GeneratorOptions = {}, global: GeneratorOptions = {}): GeneratorOptions {
  const labels = { ...global.labels, ...own.labels };
  const annotations = { ...global.annotations, ...own.annotations };
  return {
    ...(Object.keys(labels).length > 0 ? { labels } : {}),
    ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
    disableNameSuffixHash: own.disableNameSuffixHash || global.disableNameSuffixHash || false,
    immutable: own.immutable || global.immutable || false,
  };
}
