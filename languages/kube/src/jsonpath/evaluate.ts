import { isRecord } from '../data.ts';
import { goSprint } from '../go-text.ts';
import { compare } from './compare.ts';
import { type Filter, type PathNode, type Slice, wrongPath } from './nodes.ts';

export type PathOptions = {
  /** A missing field gives nothing instead of an error, as in kubectl. */
  readonly allowMissingKeys: boolean;
};

/** The results of each node of a template. Throws PlatformError `kube.jsonpath`. */
export function findResults(
  nodes: readonly PathNode[],
  data: unknown,
  options: PathOptions,
): readonly (readonly unknown[])[] {
  return new Evaluation(options).run(nodes, data);
}

/** client-go keeps the state of ranges beside the walk, and so do we: `{end}` ends the innermost one that is open. */
class Evaluation {
  readonly #missing: boolean;
  #begin = 0;
  #open = 0;
  #end = 0;
  #lastEnd: PathNode | undefined;

  constructor({ allowMissingKeys }: PathOptions) {
    this.#missing = allowMissingKeys;
  }

  run(nodes: readonly PathNode[], data: unknown): unknown[][] {
    const all: unknown[][] = [];
    for (let index = 0; index < nodes.length; index += 1) {
      const node = nodes[index] as PathNode;
      const results = this.#walk([data], node);
      if (this.#end > 0 && this.#end <= this.#open) {
        this.#end -= 1;
        this.#lastEnd = node;
        break;
      }
      if (this.#begin === 0) {
        all.push(results);
        continue;
      }
      all.push(...this.#range(nodes.slice(index + 1), results));
      const last = this.#lastEnd ? nodes.indexOf(this.#lastEnd, index + 1) : -1;
      if (last !== -1) index = last;
    }
    return all;
  }

  /** A range without results is still walked once, to find its end. */
  #range(body: readonly PathNode[], results: readonly unknown[]): unknown[][] {
    this.#begin -= 1;
    this.#open += 1;
    const all = results.flatMap((result) => this.run(body, result));
    if (results.length === 0) this.run(body, undefined);
    this.#open -= 1;
    return all;
  }

  #walk(input: readonly unknown[], node: PathNode): unknown[] {
    switch (node.kind) {
      case 'list':
        return node.nodes.reduce<unknown[]>((values, each) => this.#walk(values, each), [...input]);
      case 'value':
        return input.map(() => node.value);
      case 'field':
        return this.#field(input, node.name);
      case 'slice':
        return input.flatMap((value) => sliceOf(value, node.slice));
      case 'filter':
        return input.flatMap((value) => this.#filter(value, node.filter));
      case 'union':
        return node.paths.flatMap((path) => this.#walk(input, path));
      case 'wildcard':
        return input.flatMap(childrenOf);
      case 'recursive':
        return input.flatMap(descendants);
      default:
        return this.#identifier(input, node.name);
    }
  }

  #identifier(input: readonly unknown[], name: string): unknown[] {
    if (name === 'range') {
      this.#begin += 1;
      return [...input];
    }
    if (name !== 'end') throw wrongPath(`unrecognized identifier ${name}`);
    if (this.#open === 0) throw wrongPath('not in range, nothing to end');
    this.#end += 1;
    return [];
  }

  #field(input: readonly unknown[], name: string): unknown[] {
    const results = input.flatMap((value) =>
      isRecord(value) && Object.hasOwn(value, name) ? [value[name]] : [],
    );
    if (results.length === 0 && input.length > 0 && !this.#missing)
      throw wrongPath(`${name} is not found`);
    return results;
  }

  #filter(value: unknown, { left, operator, right }: Filter): unknown[] {
    if (!Array.isArray(value))
      throw wrongPath(`${goSprint(value)} is not array or slice and cannot be filtered`);
    return value.filter((item) => {
      if (operator === 'exists') return this.#exists(item, left);
      const [lefts, rights] = [this.#walk([item], left), this.#walk([item], right)];
      if (lefts.length === 0 || rights.length === 0) return false;
      if (lefts.length > 1 || rights.length > 1)
        throw wrongPath('can only compare one element at a time');
      return compare(operator, lefts[0], rights[0]);
    });
  }

  /** A step that fails leaves what it began with, which counts as found, except for a missing field. */
  #exists(item: unknown, path: PathNode): boolean {
    let values: unknown[] = [item];
    for (const step of path.kind === 'list' ? path.nodes : [path]) {
      try {
        values = this.#walk(values, step);
      } catch {
        return step.kind !== 'field' && values.length > 0;
      }
    }
    return values.length > 0;
  }
}

function sliceOf(value: unknown, { start = 0, end, step = 1, single }: Slice): unknown[] {
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value)) throw wrongPath(`${typeName(value)} is not array or slice`);
  const { length } = value;
  const first = start < 0 ? start + length : start;
  let last = end ?? length;
  if (last < 0 || (last === 0 && single)) last += length;
  if (first === last) return [];
  const outside = (index: number) =>
    wrongPath(`array index out of bounds: index ${index}, length ${length}`);
  if (first >= length || first < 0) throw outside(first);
  if (last > length || last < 0) throw outside(last - 1);
  if (first > last) throw wrongPath(`starting index ${first} is greater than ending index ${last}`);
  if (step <= 0) throw wrongPath('step must be > 0');
  return value.slice(first, last).filter((_item, index) => index % step === 0);
}

function typeName(value: unknown): string {
  if (isRecord(value)) return 'map[string]interface {}';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

/** Members in the order of their keys; Go's own order is random. */
function childrenOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (!isRecord(value)) return [];
  return Object.keys(value)
    .sort()
    .map((key) => value[key]);
}

function descendants(value: unknown): unknown[] {
  const children = childrenOf(value);
  return children.length === 0 ? [] : [value, ...children.flatMap(descendants)];
}
