import { failure } from './problem.ts';
import { allIds, currentId, idText, type Resource, type ResourceId, sameId } from './resource.ts';

/** The objects of a build in reading order; no two have the same current id. */
export class ResourceList {
  #items: Resource[] = [];
  #ids = new Set<string>();

  get items(): readonly Resource[] {
    return this.#items;
  }

  /** Throws BuildFailure when an object with this id is there. */
  add(resource: Resource): void {
    const id = idText(currentId(resource));
    if (this.#ids.has(id)) {
      throw failure('duplicate-resource', `${id} is there twice`, {
        file: resource.file,
        hint: 'Remove one of them, or change it with a patch.',
      });
    }
    this.#ids.add(id);
    this.#items.push(resource);
  }

  replace(old: Resource, resource: Resource): void {
    this.#items[this.#items.indexOf(old)] = resource;
    this.reindex();
  }

  remove(removed: ReadonlySet<Resource>): void {
    this.#items = this.#items.filter((each) => !removed.has(each));
    this.reindex();
  }

  /** After names or namespaces have changed. Throws BuildFailure when two objects have come to the same id. */
  reindex(): void {
    this.#ids = new Set();
    for (const each of this.#items) {
      const id = idText(currentId(each));
      if (this.#ids.has(id)) {
        throw failure('duplicate-resource', `Two objects have come to the same id: ${id}`, {
          file: each.file,
          hint: 'Give them different names, or keep their namespaces apart.',
        });
      }
      this.#ids.add(id);
    }
  }

  /** The objects that have or had this id. */
  withAnyId(id: ResourceId): readonly Resource[] {
    return this.#items.filter((each) => allIds(each).some((candidate) => sameId(candidate, id)));
  }
}
