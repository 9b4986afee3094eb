import { type Data, isRecord, setOwn, textOf } from './data.ts';
import { splitFieldPath, visitFields } from './field-visit.ts';
import type { Layer } from './layer.ts';
import type { NameReferenceRule } from './name-reference-rules.ts';
import { failure } from './problem.ts';
import {
  currentId,
  idText,
  isSelected,
  type KindSelector,
  kindOf,
  nameOf,
  namespaceOf,
  originalId,
  type Resource,
} from './resource.ts';
import type { FieldSpec } from './schema.ts';

/** Writes the final names (and namespaces) of objects into the fields that refer to them. Throws BuildFailure. */
export function fixNameReferences(layer: Layer): void {
  // Only objects that were renamed or moved can be meant by an old name.
  const changed = layer.list.items.filter((resource) => resource.previous.length > 0);
  const rules = layer.rules.nameReference
    .map((rule) => ({ rule, targets: changed.filter((each) => wasSelected(each, rule.target)) }))
    .filter(({ targets }) => targets.length > 0);
  for (const referrer of layer.list.items) {
    for (const { rule, targets } of rules) fixRule(referrer, rule, targets);
  }
}

function fixRule(referrer: Resource, rule: NameReferenceRule, targets: readonly Resource[]): void {
  const id = originalId(referrer);
  for (const field of rule.fields) {
    if (!isSelected(id, field)) continue;
    const candidates = reachable(referrer, targets);
    if (candidates.length === 0) return;
    const reference = { referrer, field, candidates };
    visitFields(referrer.data, {
      path: splitFieldPath(field.path),
      create: false,
      visit: (holder, key) => fixField(holder, key, reference),
    });
  }
}

type Reference = {
  readonly referrer: Resource;
  readonly field: FieldSpec;
  readonly candidates: readonly Resource[];
};

function fixField(holder: Data, key: string, reference: Reference): void {
  const value = holder[key];
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      if (isRecord(item)) fixMap(item, reference);
      else if (item !== null) value[index] = newName(textOf(item), reference) ?? item;
    }
  } else if (isRecord(value)) fixMap(value, reference);
  else if (value !== null && value !== undefined) {
    const name = newName(textOf(value), reference);
    if (name !== undefined) setOwn(holder, key, name);
  }
}

function newName(old: string, reference: Reference): string | undefined {
  const referral = select(old, reference, reference.candidates, (each) => nameOf(each));
  return referral && nameOf(referral) !== old ? nameOf(referral) : undefined;
}

/** A reference with a name and perhaps a namespace: the subject of a binding, the service of a webhook. */
function fixMap(map: Data, reference: Reference): void {
  if (map.name === undefined || map.name === null) return;
  const candidates =
    map.namespace === undefined
      ? reference.candidates
      : inNamespace(textOf(map.namespace), reference.candidates);
  const whole = (each: Resource) => `${namespaceOf(each)}/${nameOf(each)}`;
  const referral = select(textOf(map.name), reference, candidates, whole);
  if (!referral) return;
  map.name = nameOf(referral);
  if (namespaceOf(referral) !== '') map.namespace = namespaceOf(referral);
}

function inNamespace(namespace: string, candidates: readonly Resource[]): readonly Resource[] {
  const before = candidates.filter((each) => originalId(each).namespace === namespace);
  return before.length > 0
    ? before
    : candidates.filter((each) => currentId(each).namespace === namespace);
}

function select(
  old: string,
  { referrer, field }: Reference,
  candidates: readonly Resource[],
  identity: (resource: Resource) => string,
): Resource | undefined {
  const role = field.path.endsWith('roleRef/name') ? roleRef(referrer) : undefined;
  const named = candidates.filter(
    (each) =>
      each.previous.some((id) => id.name === old) &&
      (!role || wasSelected(each, role)) &&
      sameNamespace(referrer, each),
  );
  if (named.length <= 1) return named[0];
  const alike = named.filter((each) => sameLayers(each, referrer));
  const [first] = alike;
  if (alike.length <= 1 || !first) return first;
  if (alike.every((each) => identity(each) === identity(first))) return first;
  throw failure(
    'ambiguous-reference',
    `${field.path} of ${idText(currentId(referrer))} says "${old}", which may mean ${alike
      .map((each) => idText(currentId(each)))
      .join(' or ')}`,
    { file: referrer.file, hint: 'Give the objects different names in their base.' },
  );
}

function wasSelected(resource: Resource, selector: KindSelector): boolean {
  return resource.previous.some((id) => isSelected(id, selector));
}

function roleRef(referrer: Resource): KindSelector | undefined {
  const role = referrer.data.roleRef;
  if (!isRecord(role) || role.apiGroup === undefined || role.kind === undefined) return undefined;
  return { group: textOf(role.apiGroup), kind: textOf(role.kind) };
}

/** The candidates that the referrer may name at all: of its namespace, of none, or accounts that a binding lists. */
function reachable(referrer: Resource, candidates: readonly Resource[]): readonly Resource[] {
  const own = currentId(referrer).namespace;
  if (own === '') return candidates;
  const listed = subjectNamespaces(referrer);
  return candidates.filter((each) => {
    const { namespace } = currentId(each);
    return namespace === '' || namespace === own || listed.has(namespaceOf(each));
  });
}

function subjectNamespaces(referrer: Resource): ReadonlySet<string> {
  const { subjects } = referrer.data;
  if (kindOf(referrer) !== 'RoleBinding' || !Array.isArray(subjects)) return new Set();
  return new Set(
    subjects
      .filter((each) => isRecord(each) && each.kind === 'ServiceAccount')
      .map((each) => textOf(each.namespace)),
  );
}

function sameNamespace(referrer: Resource, candidate: Resource): boolean {
  const own = currentId(referrer).namespace;
  const { namespace } = currentId(candidate);
  return (
    own === '' || namespace === '' || kindOf(candidate) === 'ServiceAccount' || own === namespace
  );
}

/** Whether two objects went through the same outer layers: the shorter list of prefixes ends the longer one. */
function sameLayers(left: Resource, right: Resource): boolean {
  return sameEnd(left.prefixes, right.prefixes) && sameEnd(left.suffixes, right.suffixes);
}

function sameEnd(left: readonly string[], right: readonly string[]): boolean {
  const [shorter, longer] = left.length > right.length ? [right, left] : [left, right];
  if (shorter.length === 0) return longer.length === 0;
  return shorter.every((part, index) => part === longer[longer.length - shorter.length + index]);
}
