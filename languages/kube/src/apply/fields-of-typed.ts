import { isRecord } from '../data.ts';
import { type FieldSet, insert, newSet } from './field-set.ts';
import { fieldElement, fieldNameOf, itemElement } from './path-element.ts';
import {
  atomFor,
  type ListAtom,
  type MapAtom,
  memberType,
  resolve,
  type Schema,
  shapeOf,
  type TypeRef,
} from './schema.ts';

/** The fields that a value sets: leaves, items of merged lists, and members of maps that are not fields of a type. */
export function fieldsOfTyped(schema: Schema, type: TypeRef, value: unknown): FieldSet {
  const set = newSet();
  walk(type, value, []);
  return set;

  function walk(ref: TypeRef, each: unknown, path: readonly string[]): void {
    const atom = atomFor(resolve(schema, ref), each);
    const shape = shapeOf(atom);
    if (shape === 'map' && atom.map && !atom.map.atomic) {
      if (isRecord(each)) walkMap(atom.map, each, path);
    } else if (shape === 'list' && atom.list && !atom.list.atomic) {
      if (Array.isArray(each)) walkList(atom.list, each, path);
    } else insert(set, path);
  }

  function walkMap(map: MapAtom, each: object, path: readonly string[]): void {
    for (const [name, member] of Object.entries(each)) {
      const below = [...path, fieldElement(name)];
      walk(memberType(map, name) ?? '*', member, below);
      const bare = member === null || (isRecord(member) && Object.keys(member).length === 0);
      if (bare || !map.fields.has(name)) insert(set, below);
    }
  }

  /** Of an item that is there twice only the fact is recorded. */
  function walkList(list: ListAtom, items: readonly unknown[], path: readonly string[]): void {
    const elements = items.map((item) => itemElement(schema, list, item));
    for (const [index, element] of elements.entries()) {
      const below = [...path, element];
      const twice = elements.indexOf(element) !== elements.lastIndexOf(element);
      if (!twice) walk(list.of, items[index], below);
      insert(set, below);
    }
  }
}

/** The set with the fields of types themselves as members wherever something below them is one. */
export function withNamedFields(
  schema: Schema,
  type: TypeRef | undefined,
  set: FieldSet,
): FieldSet {
  const atom = type === undefined ? {} : resolve(schema, type);
  const members = new Set(set.members);
  const children = new Map<string, FieldSet>();
  for (const [element, child] of set.children) {
    const name = fieldNameOf(element);
    if (name !== undefined && atom.map?.fields.has(name)) members.add(element);
    children.set(element, withNamedFields(schema, typeBelow(atom, element), child));
  }
  return { members, children };
}

function typeBelow(atom: ReturnType<typeof resolve>, element: string): TypeRef | undefined {
  const name = fieldNameOf(element);
  if (name !== undefined) return atom.map && memberType(atom.map, name);
  return element.startsWith('k:') ? atom.list?.of : undefined;
}
