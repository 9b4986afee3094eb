/**
 * A set of field paths, in the shape of `fieldsV1`: what is a member here, and what lies below. Keys are path elements
 * (`f:name`, `k:{"name":"app"}`, `v:"x"`, `i:0`).
 */
export type FieldSet = {
  readonly members: ReadonlySet<string>;
  readonly children: ReadonlyMap<string, FieldSet>;
};

/** A set while it is being gathered. */
export type FieldSetBuilder = { members: Set<string>; children: Map<string, FieldSetBuilder> };

export const emptySet: FieldSet = { members: new Set(), children: new Map() };

export function newSet(): FieldSetBuilder {
  return { members: new Set(), children: new Map() };
}

/** Adds a path; the empty path (the whole object) is not a field. */
export function insert(set: FieldSetBuilder, path: readonly string[]): void {
  const last = path.at(-1);
  if (last === undefined) return;
  let node = set;
  for (const element of path.slice(0, -1)) {
    const child = node.children.get(element) ?? newSet();
    node.children.set(element, child);
    node = child;
  }
  node.members.add(last);
}

export function isEmpty(set: FieldSet): boolean {
  if (set.members.size > 0) return false;
  for (const child of set.children.values()) if (!isEmpty(child)) return false;
  return true;
}

export function union(left: FieldSet, right: FieldSet): FieldSet {
  const children = new Map(left.children);
  for (const [element, child] of right.children) {
    const other = children.get(element);
    children.set(element, other ? union(other, child) : child);
  }
  return { members: new Set([...left.members, ...right.members]), children };
}

export function intersection(left: FieldSet, right: FieldSet): FieldSet {
  const children = new Map<string, FieldSet>();
  for (const [element, child] of left.children) {
    const other = right.children.get(element);
    const common = other ? intersection(child, other) : emptySet;
    if (!isEmpty(common)) children.set(element, common);
  }
  return {
    members: new Set([...left.members].filter((each) => right.members.has(each))),
    children,
  };
}

/** The paths of the left set that are not in the right one; what lies below a path of the right set stays. */
export function difference(left: FieldSet, right: FieldSet): FieldSet {
  const children = new Map<string, FieldSet>();
  for (const [element, child] of left.children) {
    const other = right.children.get(element);
    const rest = other ? difference(child, other) : child;
    if (!isEmpty(rest)) children.set(element, rest);
  }
  return {
    members: new Set([...left.members].filter((each) => !right.members.has(each))),
    children,
  };
}

export function hasPath(set: FieldSet, path: readonly string[]): boolean {
  let node: FieldSet | undefined = set;
  for (const element of path.slice(0, -1)) node = node?.children.get(element);
  return node?.members.has(path.at(-1) ?? '') ?? false;
}

/** All paths, parents before what lies below them. */
export function pathsOf(set: FieldSet, prefix: readonly string[] = []): readonly string[][] {
  return [
    ...[...set.members].map((element) => [...prefix, element]),
    ...[...set.children].flatMap(([element, child]) => pathsOf(child, [...prefix, element])),
  ];
}

/** `fieldsV1` of a managedFields entry. */
export function toFieldsV1(set: FieldSet): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const element of [...new Set([...set.members, ...set.children.keys()])].sort()) {
    const child = set.children.get(element);
    if (!child || isEmpty(child)) fields[element] = {};
    else
      fields[element] = { ...(set.members.has(element) ? { '.': {} } : {}), ...toFieldsV1(child) };
  }
  return fields;
}

/** The inverse of toFieldsV1; whatever is not of its shape is ignored. */
export function fromFieldsV1(fields: unknown): FieldSet {
  const set = newSet();
  if (typeof fields !== 'object' || fields === null) return set;
  for (const [element, below] of Object.entries(fields)) {
    if (element === '.') continue;
    const child = fromFieldsV1(below) as FieldSetBuilder;
    const leaf = isEmpty(child);
    if (leaf || (typeof below === 'object' && below !== null && '.' in below))
      set.members.add(element);
    if (!leaf) set.children.set(element, child);
  }
  return set;
}
