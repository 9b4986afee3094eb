import { type KubeObject, parseSelector, satisfies } from '@infraforge/kube';
import { Refusal } from './refusal.ts';

/** What a request selects of a kind, by labels and by fields. */
export type Selection = {
  /** The name, when a field selector asks for exactly one. */
  readonly name: string | undefined;
  /** The namespace, when a field selector asks for exactly one. */
  readonly namespace: string | undefined;
  /** False when every object is selected. */
  readonly isNarrow: boolean;
  matches(object: KubeObject): boolean;
};

type FieldTerm = { readonly path: string; readonly isEqual: boolean; readonly value: string };

/** Reads `labelSelector` and `fieldSelector`. Throws BadRequest for one that cannot be read. */
export function selectionOf(query: URLSearchParams): Selection {
  const labels = parseSelector(query.get('labelSelector') ?? '');
  const fields = parseFields(query.get('fieldSelector') ?? '');
  const exact = (path: string) => fields.find((term) => term.path === path && term.isEqual)?.value;
  return {
    name: exact('metadata.name'),
    namespace: exact('metadata.namespace'),
    isNarrow: labels.length > 0 || fields.some(({ path }) => !path.startsWith('metadata.')),
    matches: (object) =>
      satisfies(labels, object.metadata.labels ?? {}) &&
      fields.every(({ path, isEqual, value }) => (valueAt(object, path) === value) === isEqual),
  };
}

/** Grammar of apimachinery's `fields.ParseSelector`: terms `path=value`, `==`, `!=`, with commas between. */
function parseFields(text: string): readonly FieldTerm[] {
  const terms = text.split(/(?<!\\),/).filter((term) => term !== '');
  return terms.map((term) => {
    const match = /^([\w.[\]/-]+?)(!=|==|=)(.*)$/s.exec(term);
    if (!match) throw new Refusal('BadRequest', `invalid field selector "${term}"`);
    const [, path = '', operator, value = ''] = match;
    return { path, isEqual: operator !== '!=', value: value.replace(/\\([\\,=])/g, '$1') };
  });
}

/** The text of a field; empty when it is not there, as Kubernetes has it. */
function valueAt(object: KubeObject, path: string): string {
  let value: unknown = object;
  for (const step of path.split('.')) {
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? (value as Record<string, unknown>)[step]
        : undefined;
  }
  return value === undefined || value === null ? '' : String(value);
}
