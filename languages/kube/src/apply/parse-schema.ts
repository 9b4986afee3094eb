import type { Atom, Field, MapAtom, Schema, TypeRef } from './schema.ts';

const scalars = { s: 'string', n: 'numeric', b: 'boolean', u: 'untyped' } as const;

/** `*` is data of any shape: maps merge, lists are one value. `*!` is data that is one value. */
const anyTypes: Readonly<Record<string, Atom>> = {
  '*': {
    scalar: 'untyped',
    list: { of: '*!', atomic: true, keys: [] },
    map: { fields: new Map(), of: '*', atomic: false },
  },
  '*!': {
    scalar: 'untyped',
    list: { of: '*!', atomic: true, keys: [] },
    map: { fields: new Map(), of: '*!', atomic: true },
  },
};

/**
 * A schema in our notation, one type a line: `name field:type field:type=default`, or `name = type`. A type is a letter
 * (`s`tring, `n`umber, `b`oolean, `u`ntyped scalar), a name, `{T}` a map, `[T]` a list that is one value, `[T|key,key]` a
 * list merged by keys, `<T>` a set. `!` before a map or after the name of a type: it is one value.
 */
export function parseSchema(texts: readonly string[]): Schema {
  const lines = new Map<string, string>();
  for (const line of texts.flatMap((text) => text.split('\n'))) {
    const name = /^[^ !]+/.exec(line)?.[0];
    if (name) lines.set(name, line.slice(name.length));
  }
  const parsed = new Map<string, Atom>(Object.entries(anyTypes));
  return {
    typeNamed(name) {
      const known = parsed.get(name);
      if (known) return known;
      const line = lines.get(name);
      if (line === undefined) return undefined;
      const atom = parseLine(line);
      parsed.set(name, atom);
      return atom;
    },
  };

  function parseLine(line: string): Atom {
    const [first = '', ...rest] = line.split(' ');
    if (rest[0] === '=') return atomOf(parseType(rest[1] ?? ''));
    const fields = new Map(rest.map(parseField));
    return { map: { fields, atomic: first === '!' } };
  }

  function atomOf(type: TypeRef): Atom {
    return typeof type === 'string' ? (parsed.get(type) ?? {}) : type;
  }

  function parseType(text: string): TypeRef {
    const scalar = scalars[text as keyof typeof scalars];
    if (scalar) return { scalar };
    if (text.startsWith('{')) return { map: plainMap(text.slice(1, -1), false) };
    if (text.startsWith('!{')) return { map: plainMap(text.slice(2, -1), true) };
    if (text.startsWith('!')) return atomicVersion(text.slice(1));
    if (text.startsWith('<'))
      return { list: { of: parseType(text.slice(1, -1)), atomic: false, keys: [] } };
    if (!text.startsWith('[')) return text;
    const [of = '', keys] = text.slice(1, -1).split('|');
    return {
      list: { of: parseType(of), atomic: keys === undefined, keys: keys?.split(',') ?? [] },
    };
  }

  function plainMap(text: string, atomic: boolean): MapAtom {
    return { fields: new Map(), of: parseType(text), atomic };
  }

  function atomicVersion(name: string): Atom {
    const fields = new Map((lines.get(name) ?? '').split(' ').slice(1).map(parseField));
    return { map: { fields, atomic: true } };
  }

  function parseField(text: string): [string, Field] {
    const colon = text.indexOf(':');
    const [type = '', fallback] = text.slice(colon + 1).split('=');
    const value = type === 'n' ? Number(fallback) : fallback;
    return [
      text.slice(0, colon),
      { type: parseType(type), ...(fallback === undefined ? {} : { default: value ?? '' }) },
    ];
  }
}
