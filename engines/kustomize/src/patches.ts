import { type JsonPatchOperation, jsonPatch } from '@infraforge/kube';
import { goYaml3Dialect, parseAllYaml } from '@infraforge/yaml';
import { type Data, isRecord, mapAt, setOwn, textOf } from './data.ts';
import { type Layer, readText } from './layer.ts';
import { mergePatch } from './merge.ts';
import { failure, inFile } from './problem.ts';
import { readObjects } from './read-objects.ts';
import {
  currentId,
  idText,
  kindOf,
  nameOf,
  namespaceOf,
  newResource,
  type Resource,
  rememberId,
} from './resource.ts';
import type { PatchEntry } from './schema.ts';
import { selectResources } from './select.ts';

type Patch =
  | { readonly type: 'merge'; readonly objects: readonly Data[]; readonly file: string }
  | {
      readonly type: 'json';
      readonly operations: readonly JsonPatchOperation[];
      readonly file: string;
    };

type PatchOptions = { readonly allowNameChange?: boolean; readonly allowKindChange?: boolean };

/** `patches`: strategic merge or JSON 6902, inline or in a file. Throws BuildFailure. */
export async function applyPatches(layer: Layer): Promise<void> {
  for (const [index, entry] of (layer.kustomization.patches ?? []).entries()) {
    const field = `patches.${index}`;
    applyPatch(layer, await loadPatch(layer, entry, field), { entry, field });
  }
}

/** `patchesStrategicMerge`: each entry is a patch itself, or the path of one. Throws BuildFailure. */
export async function applyStrategicMergePatches(layer: Layer): Promise<void> {
  for (const [index, text] of (layer.kustomization.patchesStrategicMerge ?? []).entries()) {
    const field = `patchesStrategicMerge.${index}`;
    const entry: PatchEntry = /[\n{]/.test(text) ? { patch: text } : { path: text };
    applyPatch(layer, await loadPatch(layer, entry, field), { entry, field });
  }
}

/** `patchesJson6902`, the older form of a JSON patch. Throws BuildFailure. */
export async function applyJson6902Patches(layer: Layer): Promise<void> {
  for (const [index, entry] of (layer.kustomization.patchesJson6902 ?? []).entries()) {
    const field = `patchesJson6902.${index}`;
    applyPatch(layer, await loadPatch(layer, entry, field), { entry, field });
  }
}

async function loadPatch(layer: Layer, entry: PatchEntry, field: string): Promise<Patch> {
  const where = { file: layer.file, path: field };
  const inline = entry.patch?.trim() ?? '';
  if ((inline === '') === (entry.path === undefined)) {
    throw failure('patch', 'A patch has either "path" or "patch"', where);
  }
  const text =
    entry.path === undefined ? inline : await readText(layer, entry.path, `${field}.path`);
  const file = entry.path === undefined ? layer.file : `${layer.directory}/${entry.path}`;
  return inFile(file, () => {
    const documents = parseAllYaml(text, { dialect: goYaml3Dialect });
    if (documents.length === 1 && Array.isArray(documents[0])) {
      return { type: 'json', operations: documents[0] as JsonPatchOperation[], file };
    }
    const objects = readObjects(text, file);
    if (objects.length === 0) throw failure('patch', 'The patch is empty', where);
    return { type: 'merge', objects, file };
  });
}

type Use = { readonly entry: PatchEntry; readonly field: string };

function applyPatch(layer: Layer, patch: Patch, { entry, field }: Use): void {
  const where = { file: layer.file, path: field };
  if (patch.type === 'json') {
    if (!entry.target) {
      throw failure('patch-target', 'A JSON 6902 patch needs a target', {
        ...where,
        hint: 'Add target with kind and name.',
      });
    }
    for (const resource of selectResources(layer.list.items, entry.target, layer.file)) {
      rememberId(resource);
      inFile(patch.file, () => applyJsonPatch(resource, patch.operations));
    }
    layer.list.reindex();
    return;
  }
  const options: PatchOptions = entry.options ?? {};
  if (entry.target) {
    const [object, second] = patch.objects;
    if (!object || second) throw failure('patch', 'A patch with a target has one document', where);
    mergeInto(layer, selectResources(layer.list.items, entry.target, layer.file), {
      object: withoutApiVersion(object),
      options,
    });
    return;
  }
  for (const object of patch.objects) {
    mergeInto(layer, [uniqueTarget(layer, object, patch.file)], { object, options });
  }
}

/** With a target, the patch's own apiVersion does not count. */
function withoutApiVersion(object: Data): Data {
  const { apiVersion: _, ...rest } = object;
  return rest;
}

function uniqueTarget(layer: Layer, object: Data, file: string): Resource {
  const id = currentId(newResource(object, file));
  const [match, second] = layer.list.withAnyId(id);
  if (!match) {
    throw failure('patch-target', `The patch is for ${idText(id)}, which does not exist here`, {
      file,
      hint: 'Check kind, apiVersion, name and namespace of the patch.',
    });
  }
  if (second) throw failure('patch-target', `Several objects are or were ${idText(id)}`, { file });
  return match;
}

type Merge = { readonly object: Data; readonly options: PatchOptions };

function mergeInto(layer: Layer, resources: readonly Resource[], { object, options }: Merge): void {
  const removed = new Set<Resource>();
  for (const resource of resources) {
    const before = {
      kind: kindOf(resource),
      name: nameOf(resource),
      namespace: namespaceOf(resource),
    };
    if (options.allowNameChange || options.allowKindChange) rememberId(resource);
    const merged = mergePatch(resource.data, structuredClone(object));
    if (!merged) {
      removed.add(resource);
      continue;
    }
    const metadata = mapAt(merged, 'metadata');
    if (!options.allowKindChange) merged.kind = before.kind;
    if (!options.allowNameChange) metadata.name = before.name;
    if (before.namespace === '') delete metadata.namespace;
    else metadata.namespace = before.namespace;
    replaceData(resource, merged);
  }
  if (removed.size > 0) layer.list.remove(removed);
  else if (options.allowNameChange || options.allowKindChange) layer.list.reindex();
}

function applyJsonPatch(resource: Resource, operations: readonly JsonPatchOperation[]): void {
  const annotations = mapAt(mapAt(resource.data, 'metadata'), 'annotations');
  // kustomize keeps notes of its own in the annotations while it builds, so they exist for every patch.
  const patched = jsonPatch(resource.data, structuredClone(operations).map(checkOperation));
  const after = isRecord(patched.metadata) ? patched.metadata.annotations : undefined;
  if (isRecord(after)) {
    for (const [key, value] of Object.entries(after)) {
      if (typeof value !== 'string') setOwn(after, key, textOf(value));
    }
    if (Object.keys(after).length === 0 && isRecord(patched.metadata)) {
      delete patched.metadata.annotations;
    }
  }
  if (Object.keys(annotations).length === 0) delete mapAt(resource.data, 'metadata').annotations;
  replaceData(resource, patched);
}

function checkOperation(operation: unknown): JsonPatchOperation {
  if (
    isRecord(operation) &&
    typeof operation.op === 'string' &&
    typeof operation.path === 'string'
  ) {
    return operation as JsonPatchOperation;
  }
  throw failure('patch', 'Each operation of a JSON 6902 patch has "op" and "path"');
}

function replaceData(resource: Resource, data: Data): void {
  for (const key of Object.keys(resource.data)) delete resource.data[key];
  for (const [key, value] of Object.entries(data)) setOwn(resource.data, key, value);
}
