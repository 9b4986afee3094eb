import { isRecord } from '../data.ts';
import { fieldElement, itemElement, showElement } from './path-element.ts';
import { atomFor, memberType, resolve, type Schema, shapeOf, type TypeRef } from './schema.ts';

type Options = {
  /** What is live may have items of a merged list twice; what is applied may not. */
  readonly allowDuplicates: boolean;
};

/** What is wrong with a value of a type: `.spec.replicas: expected numeric, got string`. Empty when nothing is. */
export function problemsOfTyped(
  schema: Schema,
  type: TypeRef,
  value: unknown,
  options: Options,
): readonly string[] {
  const problems: string[] = [];
  walk(type, value, '');
  return problems;

  function walk(ref: TypeRef, each: unknown, path: string): void {
    if (each === null || each === undefined) return;
    const atom = atomFor(resolve(schema, ref), each);
    const shape = shapeOf(atom);
    const say = (text: string) => problems.push(path ? `${path}: ${text}` : text);
    if (shape === 'scalar') {
      if (!fits(atom.scalar ?? 'untyped', each)) say(`expected ${words[atom.scalar ?? 'untyped']}`);
    } else if (shape === 'list') {
      if (!Array.isArray(each)) say('expected list');
      else if (atom.list) walkList(atom.list, each, path);
    } else if (!isRecord(each)) say('expected map');
    else if (atom.map) walkMap(atom.map, each, path);
  }

  function walkMap(
    map: NonNullable<ReturnType<typeof resolve>['map']>,
    each: object,
    path: string,
  ) {
    for (const [name, member] of Object.entries(each)) {
      const below = path + showElement(fieldElement(name));
      const memberRef = memberType(map, name);
      if (memberRef === undefined) problems.push(`${below}: field not declared in schema`);
      else walk(memberRef, member, below);
    }
  }

  function walkList(
    list: NonNullable<ReturnType<typeof resolve>['list']>,
    items: readonly unknown[],
    path: string,
  ) {
    const seen = new Set<string>();
    for (const [index, item] of items.entries()) {
      let element = `i:${index}`;
      if (!list.atomic) {
        try {
          element = itemElement(schema, list, item);
        } catch (error) {
          problems.push(`${path}: element ${index}: ${(error as Error).message}`);
          return;
        }
        if (seen.has(element) && !options.allowDuplicates)
          problems.push(`${path}: duplicate entries for key ${showElement(element)}`);
        seen.add(element);
      }
      walk(list.of, item, path + showElement(element));
    }
  }
}

const words = {
  string: 'string',
  numeric: 'numeric (int or float)',
  boolean: 'boolean',
  untyped: 'any scalar',
} as const;

function fits(scalar: keyof typeof words, value: unknown): boolean {
  const number = typeof value === 'number' || typeof value === 'bigint';
  switch (scalar) {
    case 'numeric':
      return number;
    case 'untyped':
      return number || typeof value === 'string' || typeof value === 'boolean';
    default:
      return typeof value === scalar;
  }
}
