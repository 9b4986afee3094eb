import { type Data, isRecord, setOwn } from '../data.ts';
import { type FieldSet, isEmpty } from './field-set.ts';
import { fieldElement, itemElement } from './path-element.ts';
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

/** A value without the fields and items of a set. What has nothing left is null. */
export function removeFields(
  schema: Schema,
  type: TypeRef,
  value: unknown,
  fields: FieldSet,
): unknown {
  const atom = atomFor(resolve(schema, type), value);
  switch (shapeOf(atom)) {
    case 'map':
      if (!isRecord(value) || !atom.map || atom.map.atomic) return null;
      return removeMembers(schema, atom.map, value, fields);
    case 'list':
      if (!Array.isArray(value) || !atom.list || atom.list.atomic) return null;
      return removeItems(schema, atom.list, value, fields);
    default:
      return value ?? null;
  }
}

function removeMembers(schema: Schema, map: MapAtom, data: Data, fields: FieldSet): Data | null {
  const kept: Data = {};
  for (const [name, member] of Object.entries(data)) {
    const element = fieldElement(name);
    if (fields.members.has(element)) continue;
    const below = fields.children.get(element);
    const type = memberType(map, name) ?? '*';
    setOwn(
      kept,
      name,
      below && !isEmpty(below) ? removeFields(schema, type, member, below) : member,
    );
  }
  return Object.keys(kept).length > 0 ? kept : null;
}

function removeItems(
  schema: Schema,
  list: ListAtom,
  items: readonly unknown[],
  fields: FieldSet,
): unknown[] | null {
  const kept = items.flatMap((item) => {
    const element = itemElement(schema, list, item);
    if (fields.members.has(element)) return [];
    const below = fields.children.get(element);
    return [below && !isEmpty(below) ? removeFields(schema, list.of, item, below) : item];
  });
  return kept.length > 0 ? kept : null;
}
