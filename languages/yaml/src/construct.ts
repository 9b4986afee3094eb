import { EVENT_ID, type Event, getScalarValue, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import type { Dialect } from './dialect.ts';
import type { YamlLimits } from './limits.ts';
import { YamlProblem } from './problem.ts';
import { taggedScalar } from './tags.ts';

export type ConstructOptions = {
  readonly source: string;
  readonly dialect: Dialect;
  readonly limits: Required<YamlLimits>;
  readonly duplicateKeys: 'refuse' | 'last';
  readonly exactIntegers: boolean;
  /** What a value with a tag of the application's own (`!name`) is. */
  readonly localTag: LocalTag | undefined;
};

/** The value of a node with a local tag (`!name`): of a scalar its text, of a collection its plain value. */
export type LocalTag = (tag: string, value: unknown) => unknown;

/** A document of a text: its value and where it begins; `empty` tells `---` alone from an explicit null. */
export type ConstructedDocument = {
  readonly value: unknown;
  readonly offset: number;
  readonly empty: boolean;
};

type Anchor = { readonly value: unknown; readonly size: number };
type Data = Record<string, unknown>;

/** Builds plain data from parser events: the one place that knows tags, anchors and merge keys. */
export class Constructor {
  #position = 0;
  #aliases = 0;
  #size = 0;
  #anchors = new Map<string, Anchor | undefined>();
  readonly #events: readonly Event[];
  readonly #options: ConstructOptions;
  /** Problems that do not end the reading: repeated keys. */
  readonly problems: YamlProblem[] = [];

  constructor(events: readonly Event[], options: ConstructOptions) {
    this.#events = events;
    this.#options = options;
  }

  documents(): readonly ConstructedDocument[] {
    const documents: ConstructedDocument[] = [];
    while (this.#position < this.#events.length) {
      this.#position += 1;
      this.#anchors = new Map();
      const first = this.#events[this.#position];
      const empty = !first || first.type === EVENT_ID.POP || isEmptyScalar(first);
      const offset = first ? offsetOf(first) : 0;
      const value = first && first.type !== EVENT_ID.POP ? this.#node() : null;
      documents.push({ value, offset, empty });
      this.#position += 1;
    }
    return documents;
  }

  #node(): unknown {
    const event = this.#events[this.#position];
    this.#position += 1;
    if (!event) throw new YamlProblem('yaml.syntax', 'The text ends too early', 0);
    switch (event.type) {
      case EVENT_ID.ALIAS:
        return this.#alias(
          this.#options.source.slice(event.anchorStart, event.anchorEnd),
          event.anchorStart,
        );
      case EVENT_ID.SCALAR: {
        const value = this.#scalar(event);
        this.#count(1, event.valueStart);
        this.#anchor(event, value, 1);
        return value;
      }
      case EVENT_ID.SEQUENCE:
      case EVENT_ID.MAPPING: {
        const before = this.#size;
        this.#count(1, event.start);
        this.#anchor(event, undefined, 0);
        const plain = event.type === EVENT_ID.SEQUENCE ? this.#sequence() : this.#mapping();
        const value = this.#tagged(event, plain);
        this.#anchor(event, value, this.#size - before);
        return value;
      }
      default:
        throw new YamlProblem('yaml.syntax', 'The text is not a document', 0);
    }
  }

  #tagged(event: { tagStart: number; tagEnd: number }, plain: unknown): unknown {
    const { localTag, source } = this.#options;
    if (!localTag || event.tagStart === -1) return plain;
    const tag = source.slice(event.tagStart, event.tagEnd);
    return isLocal(tag) ? localTag(tag, plain) : plain;
  }

  #sequence(): unknown[] {
    const list: unknown[] = [];
    while (!this.#atEnd()) list.push(this.#node());
    this.#position += 1;
    return list;
  }

  #mapping(): Data {
    const map: Data = {};
    const merges: Data[] = [];
    const mergedKeys = new Set<string>();
    while (!this.#atEnd()) {
      const event = this.#events[this.#position];
      const offset = event ? offsetOf(event) : 0;
      if (event && this.#isMergeKey(event)) {
        this.#position += 1;
        const merged = this.#merged(this.#node(), offset);
        if (this.#options.dialect.mergeOverrides) overlay(map, merged, mergedKeys);
        else merges.push(...merged);
        continue;
      }
      const key = this.#key(this.#node(), offset, event);
      if (Object.hasOwn(map, key) && !mergedKeys.delete(key)) this.#repeated(key, offset);
      setOwn(map, key, this.#node());
    }
    this.#position += 1;
    for (const each of merges) {
      for (const key of Object.keys(each))
        if (!Object.hasOwn(map, key)) setOwn(map, key, each[key]);
    }
    return map;
  }

  #isMergeKey(event: Event): boolean {
    return (
      event.type === EVENT_ID.SCALAR &&
      event.style === SCALAR_STYLE.PLAIN &&
      event.valueEnd - event.valueStart === 2 &&
      this.#options.source.startsWith('<<', event.valueStart)
    );
  }

  /** The maps to merge; the first of a list wins, so it comes last where later ones override. */
  #merged(value: unknown, offset: number): readonly Data[] {
    const list = Array.isArray(value) ? value : [value];
    if (!list.every(isRecord)) {
      throw new YamlProblem('yaml.merge', '"<<" takes a map or a list of maps', offset);
    }
    return this.#options.dialect.mergeOverrides ? [...list].reverse() : list;
  }

  #key(value: unknown, offset: number, event: Event | undefined): string {
    if (typeof value === 'string') return value;
    if (typeof value === 'object' && value !== null) {
      throw new YamlProblem('yaml.key', 'A key must be a single value, not a map or list', offset);
    }
    if (typeof value === 'number' && event?.type === EVENT_ID.SCALAR) {
      if (!Number.isFinite(value)) return getScalarValue(this.#options.source, event);
    }
    return String(value);
  }

  #repeated(key: string, offset: number): void {
    if (this.#options.duplicateKeys === 'last') return;
    this.problems.push(
      new YamlProblem(
        'yaml.duplicate-key',
        `The key "${key}" stands twice in this map`,
        offset,
        'Keep one of them.',
      ),
    );
  }

  #scalar(event: ScalarEvent): unknown {
    const { source, dialect, exactIntegers, localTag } = this.#options;
    const text = withoutAddedBreak(getScalarValue(source, event), event, source);
    const plain = event.style === SCALAR_STYLE.PLAIN;
    const tag = event.tagStart === -1 ? undefined : source.slice(event.tagStart, event.tagEnd);
    if (localTag && tag !== undefined && isLocal(tag)) return localTag(tag, text);
    const value =
      tag !== undefined
        ? taggedScalar(tag, text, { dialect, plain, offset: event.valueStart })
        : plain
          ? dialect.resolve(text)
          : text;
    return typeof value === 'bigint' && !exactIntegers ? Number(value) : value;
  }

  #alias(name: string, offset: number): unknown {
    this.#aliases += 1;
    if (this.#aliases > this.#options.limits.maxAliases) {
      throw new YamlProblem(
        'yaml.too-many-aliases',
        `There are more than ${this.#options.limits.maxAliases} aliases`,
        offset,
      );
    }
    if (!this.#anchors.has(name)) {
      throw new YamlProblem('yaml.alias', `The anchor "&${name}" does not exist`, offset);
    }
    const anchor = this.#anchors.get(name);
    if (!anchor) throw new YamlProblem('yaml.alias', `"&${name}" contains itself`, offset);
    this.#count(anchor.size, offset);
    // A copy, because who changes one place of the data must not change another.
    return anchor.size === 1 ? anchor.value : structuredClone(anchor.value);
  }

  #anchor(event: { anchorStart: number; anchorEnd: number }, value: unknown, size: number): void {
    if (event.anchorStart === -1) return;
    const name = this.#options.source.slice(event.anchorStart, event.anchorEnd);
    this.#anchors.set(name, size === 0 ? undefined : { value, size });
  }

  #count(values: number, offset: number): void {
    this.#size += values;
    if (this.#size <= this.#options.limits.maxValues) return;
    throw new YamlProblem(
      'yaml.too-large',
      `With its aliases followed, the text has more than ${this.#options.limits.maxValues} values`,
      offset,
    );
  }

  #atEnd(): boolean {
    const event = this.#events[this.#position];
    return !event || event.type === EVENT_ID.POP;
  }
}

function isLocal(tag: string): boolean {
  return tag.length > 1 && !tag.startsWith('!!') && !tag.startsWith('!<');
}

function overlay(map: Data, merged: readonly Data[], mergedKeys: Set<string>): void {
  for (const each of merged) {
    for (const key of Object.keys(each)) {
      setOwn(map, key, each[key]);
      mergedKeys.add(key);
    }
  }
}

/** Where a node begins in the text. */
export function offsetOf(event: Event): number {
  if (event.type === EVENT_ID.SCALAR) return event.valueStart;
  if (event.type === EVENT_ID.ALIAS) return event.anchorStart;
  return 'start' in event ? event.start : 0;
}

/** A block that the text ends in the middle of has no line feed at its end, as in go-yaml. */
function withoutAddedBreak(text: string, event: ScalarEvent, source: string): string {
  const block =
    event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK;
  const cut = block && event.valueEnd >= source.length && !source.endsWith('\n');
  return cut && text.endsWith('\n') ? text.slice(0, -1) : text;
}

function isEmptyScalar(event: Event): boolean {
  return (
    event.type === EVENT_ID.SCALAR &&
    event.style === SCALAR_STYLE.PLAIN &&
    event.valueEnd <= event.valueStart
  );
}

function isRecord(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `__proto__` is a key like any other; plain assignment is much faster for all the rest. */
function setOwn(target: Data, key: string, value: unknown): void {
  if (key !== '__proto__') target[key] = value;
  else
    Object.defineProperty(target, key, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    });
}
