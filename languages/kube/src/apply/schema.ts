/** How a value may look: a type that allows several shapes has several members. */
export type Atom = {
  readonly scalar?: 'string' | 'numeric' | 'boolean' | 'untyped';
  readonly list?: ListAtom;
  readonly map?: MapAtom;
};

export type ListAtom = {
  readonly of: TypeRef;
  /** The list is one value. Otherwise it is merged: by keys, or as a set when it has none. */
  readonly atomic: boolean;
  readonly keys: readonly string[];
};

export type MapAtom = {
  readonly fields: ReadonlyMap<string, Field>;
  /** Type of the members that are not fields; undefined when there must be none. */
  readonly of?: TypeRef;
  readonly atomic: boolean;
};

export type Field = {
  readonly type: TypeRef;
  /** Only of fields that are keys of lists. */
  readonly default?: string | number;
};

/** A name, or a type without one. */
export type TypeRef = string | Atom;

export type Schema = { typeNamed(name: string): Atom | undefined };

/** Throws an Error for a name that the schema does not have. */
export function resolve(schema: Schema, type: TypeRef): Atom {
  if (typeof type !== 'string') return type;
  const atom = schema.typeNamed(type);
  if (!atom) throw new Error(`schema error: no type found matching: ${type}`);
  return atom;
}

export function fieldOf(map: MapAtom, name: string): Field | undefined {
  return map.fields.get(name);
}

/** The type of a member of a map, or undefined when it may not be there. */
export function memberType(map: MapAtom, name: string): TypeRef | undefined {
  return map.fields.get(name)?.type ?? map.of;
}

/** The one shape of a type that a value has; all of them when it is missing, null or of none. */
export function atomFor(atom: Atom, value: unknown): Atom {
  if (value === undefined || value === null) return atom;
  if (Array.isArray(value)) return atom.list ? { list: atom.list } : atom;
  if (typeof value === 'object') return atom.map ? { map: atom.map } : atom;
  return atom.scalar ? { scalar: atom.scalar } : atom;
}

/** Of a type with several shapes, the one that counts: map before scalar before list. */
export function shapeOf({ map, scalar, list }: Atom): 'map' | 'scalar' | 'list' {
  if (map) return 'map';
  if (scalar) return 'scalar';
  if (list) return 'list';
  throw new Error('schema error: invalid atom');
}
