import { type Data, isRecord, setOwn } from '../data.ts';
import { mergeListItems } from './merge-list.ts';
import {
  type Atom,
  atomFor,
  type MapAtom,
  memberType,
  resolve,
  type Schema,
  shapeOf,
  type TypeRef,
} from './schema.ts';

/**
 * The live value with a configuration laid over it: maps and keyed lists merge, everything else is the configuration's
 * where it says something. `undefined` is a value that is not there; nothing is ever removed.
 */
export function mergeTyped(schema: Schema, type: TypeRef, live: unknown, config: unknown): unknown {
  const atom = resolve(schema, type);
  return mergeAs(schema, atomFor(atom, config === undefined ? live : config), live, config);
}

function mergeAs(schema: Schema, atom: Atom, live: unknown, config: unknown): unknown {
  const either = config === undefined ? live : config;
  const shape = shapeOf(atom);
  if (shape === 'map' && atom.map && !atom.map.atomic) {
    const [left, right] = [recordOf(live), recordOf(config)];
    if (isBare(left) && isBare(right)) return either;
    return mergeMaps(schema, atom.map, left ?? {}, right ?? {});
  }
  if (shape === 'list' && atom.list && !atom.list.atomic) {
    const [left, right] = [listOf(live), listOf(config)];
    if (left.length === 0 && right.length === 0) return either;
    const { of } = atom.list;
    return mergeListItems(schema, atom.list, left, right, (old, next) =>
      mergeTyped(schema, of, old, next),
    );
  }
  return either;
}

function mergeMaps(schema: Schema, map: MapAtom, live: Data, config: Data): Data | undefined {
  const merged: Data = {};
  for (const name of new Set([...Object.keys(live), ...Object.keys(config)])) {
    const [old, next] = [ownMember(live, name), ownMember(config, name)];
    const value = mergeTyped(schema, memberType(map, name) ?? '*', old, next);
    if (value !== undefined) setOwn(merged, name, value);
  }
  return Object.keys(merged).length > 0 ? merged : undefined;
}

/** A member that is there, also when it is null. */
export function ownMember(data: Data, name: string): unknown {
  return Object.hasOwn(data, name) ? data[name] : undefined;
}

export function recordOf(value: unknown): Data | undefined {
  return isRecord(value) ? value : undefined;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isBare(data: Data | undefined): boolean {
  return data === undefined || Object.keys(data).length === 0;
}
