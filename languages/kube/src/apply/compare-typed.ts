import { canonicalJson } from '@infraforge/kernel';
import { type FieldSet, insert, newSet } from './field-set.ts';
import { listOf, ownMember, recordOf } from './merge-typed.ts';
import { fieldElement, itemElement } from './path-element.ts';
import {
  type Atom,
  atomFor,
  type ListAtom,
  type MapAtom,
  memberType,
  resolve,
  type Schema,
  shapeOf,
  type TypeRef,
} from './schema.ts';

export type Comparison = {
  readonly added: FieldSet;
  readonly modified: FieldSet;
  readonly removed: FieldSet;
};

/** Which fields were added, modified and removed between two values of one type. */
export function compareTyped(
  schema: Schema,
  type: TypeRef,
  before: unknown,
  after: unknown,
): Comparison {
  const [added, modified, removed] = [newSet(), newSet(), newSet()];
  walk(type, before, after, []);
  return { added, modified, removed };

  function walk(ref: TypeRef, left: unknown, right: unknown, path: readonly string[]): void {
    const atom = resolve(schema, ref);
    const [leftAtom, rightAtom] = [atomFor(atom, left), atomFor(atom, right)];
    if (left !== undefined && right !== undefined && shapeOf(leftAtom) !== shapeOf(rightAtom))
      walkAs(leftAtom, left, right, path);
    const wasLeaf = walkAs(right === undefined ? leftAtom : rightAtom, left, right, path);
    if (wasLeaf) return;
    if (left === undefined) insert(added, path);
    else if (right === undefined) insert(removed, path);
  }

  /** Answers whether the value is a leaf, as one value or because there is nothing below. */
  function walkAs(atom: Atom, left: unknown, right: unknown, path: readonly string[]): boolean {
    const shape = shapeOf(atom);
    if (shape === 'map' && atom.map && !atom.map.atomic) {
      const [before = {}, after = {}] = [recordOf(left), recordOf(right)];
      const names = new Set([...Object.keys(before), ...Object.keys(after)]);
      if (names.size === 0) return leaf(left, right, path);
      for (const name of names) walkMember(atom.map, name, [before, after], path);
      return false;
    }
    if (shape === 'list' && atom.list && !atom.list.atomic) {
      const [before, after] = [listOf(left), listOf(right)];
      if (before.length === 0 && after.length === 0) return leaf(left, right, path);
      walkItems(atom.list, before, after, path);
      return false;
    }
    return leaf(left, right, path);
  }

  function walkMember(
    map: MapAtom,
    name: string,
    [before, after]: readonly [Record<string, unknown>, Record<string, unknown>],
    path: readonly string[],
  ): void {
    const below = [...path, fieldElement(name)];
    walk(memberType(map, name) ?? '*', ownMember(before, name), ownMember(after, name), below);
  }

  function walkItems(
    list: ListAtom,
    before: readonly unknown[],
    after: readonly unknown[],
    path: readonly string[],
  ): void {
    const [left, right] = [groupItems(list, before), groupItems(list, after)];
    for (const element of new Set([...left.keys(), ...right.keys()])) {
      const below = [...path, element];
      const [old, next] = [left.get(element) ?? [], right.get(element) ?? []];
      if (old.length <= 1 && next.length <= 1) walk(list.of, old[0], next[0], below);
      else if (old.length > 1 && next.length > 1) {
        if (!same(old, next)) insert(modified, below);
      } else if (old.length > 1) {
        if (next.length > 0) walk(list.of, undefined, next[0], below);
        insert(removed, below);
      } else {
        if (old.length > 0) walk(list.of, old[0], undefined, below);
        insert(added, below);
      }
    }
  }

  function groupItems(list: ListAtom, items: readonly unknown[]): Map<string, unknown[]> {
    return Map.groupBy(items, (item) => itemElement(schema, list, item));
  }

  function leaf(left: unknown, right: unknown, path: readonly string[]): true {
    if (left === undefined) insert(added, path);
    else if (right === undefined) insert(removed, path);
    else if (!same(left, right)) insert(modified, path);
    return true;
  }
}

/** Equal as data, whatever the order of members. */
export function same(left: unknown, right: unknown): boolean {
  return canonicalJson(left) === canonicalJson(right);
}
