import { type Data, isRecord, mapAt } from './data.ts';
import { failure } from './problem.ts';
import { currentId, idText, nameOf, namespaceOf, type Resource, setName } from './resource.ts';
import type { ResourceList } from './resource-list.ts';

/**
 * Adds a generated object, or merges it into or puts it in the place of the one that has or had its id, as its
 * behavior says. Throws BuildFailure when that does not fit what is there.
 */
export function mergeGenerated(list: ResourceList, resource: Resource): void {
  const id = currentId(resource);
  const [old, second] = list.withAnyId(id);
  const { behavior = 'create' } = resource;
  if (second) {
    throw failure('generator', `Several objects are or were ${idText(id)}`, {
      file: resource.file,
    });
  }
  if (!old) {
    if (behavior === 'create') {
      list.add(resource);
      return;
    }
    throw failure('generator', `${idText(id)} does not exist; it cannot ${behavior}`, {
      file: resource.file,
      hint: 'Use behavior: create, or check the name and the namespace.',
    });
  }
  if (behavior === 'create') {
    throw failure('generator', `${idText(id)} exists`, {
      file: resource.file,
      hint: 'Use behavior: merge or replace.',
    });
  }
  takeIdentity(resource, old);
  if (behavior === 'merge') {
    mergeMember(resource.data, old.data, 'data');
    mergeMember(resource.data, old.data, 'binaryData');
  }
  list.replace(old, resource);
}

/** The new object stands for the old one: its name, namespace, former names, labels and annotations. It has a hash if both want one. */
function takeIdentity(resource: Resource, old: Resource): void {
  const metadata = mapAt(resource.data, 'metadata');
  const before = mapAt(old.data, 'metadata');
  for (const member of ['labels', 'annotations']) {
    const merged = { ...asMap(before[member]), ...asMap(metadata[member]) };
    if (Object.keys(merged).length > 0) metadata[member] = merged;
  }
  setName(resource, nameOf(old));
  const namespace = namespaceOf(old);
  if (namespace === '') delete metadata.namespace;
  else metadata.namespace = namespace;
  resource.needsHash = resource.needsHash && old.needsHash;
  resource.previous.push(...old.previous);
  resource.prefixes.push(...old.prefixes);
  resource.suffixes.push(...old.suffixes);
}

function mergeMember(data: Data, old: Data, member: string): void {
  const merged = { ...asMap(old[member]), ...asMap(data[member]) };
  if (Object.keys(merged).length > 0) data[member] = merged;
}

function asMap(value: unknown): Data {
  return isRecord(value) ? value : {};
}
