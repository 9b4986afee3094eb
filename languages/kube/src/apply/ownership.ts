import type { Comparison } from './compare-typed.ts';
import {
  difference,
  type FieldSet,
  fromFieldsV1,
  intersection,
  isEmpty,
  pathsOf,
  union,
} from './field-set.ts';
import type { Manager, Managers } from './managers.ts';
import { showPath } from './path-element.ts';

/** A field that another manager owns with another value. */
export type ApplyConflict = {
  /** `.spec.replicas` */
  readonly field: string;
  /** Kubernetes' words: `conflict with "kubectl" using apps/v1`. */
  readonly message: string;
};

/** Identity and what is no choice of a manager's belongs to nobody. */
const unowned = fromFieldsV1({
  'f:apiVersion': {},
  'f:kind': {},
  'f:metadata': {
    '.': {},
    'f:name': {},
    'f:namespace': {},
    'f:creationTimestamp': {},
    'f:selfLink': {},
    'f:uid': {},
    'f:clusterName': {},
    'f:generation': {},
    'f:managedFields': {},
    'f:resourceVersion': {},
  },
});

export function ownable(fields: FieldSet): FieldSet {
  return difference(fields, unowned);
}

/** Who else owns what was changed or added, and the paths. */
export function contested(
  managers: Managers,
  { modified, added }: Comparison,
  self: string,
): ReadonlyMap<string, FieldSet> {
  const changed = union(modified, added);
  const found = new Map<string, FieldSet>();
  for (const [identity, { fields }] of managers) {
    const common = identity === self ? undefined : intersection(fields, changed);
    if (common && !isEmpty(common)) found.set(identity, common);
  }
  return found;
}

/** The managers after a change: the others lose what was changed, added or removed; who owns nothing is gone. */
export function withoutChanged(managers: Managers, change: Comparison, self: string): Managers {
  const lost = union(union(change.modified, change.added), change.removed);
  const kept = new Map<string, Manager>();
  for (const [identity, manager] of managers) {
    const fields = identity === self ? manager.fields : difference(manager.fields, lost);
    if (!isEmpty(fields)) kept.set(identity, { ...manager, fields });
  }
  return kept;
}

/** Contested fields as the API server reports them, sorted. */
export function conflictsOf(
  managers: Managers,
  found: ReadonlyMap<string, FieldSet>,
): readonly ApplyConflict[] {
  const conflicts = [...found].flatMap(([identity, fields]) => {
    const manager = managers.get(identity);
    const message = manager ? `conflict with ${describe(manager)}` : 'conflict';
    return pathsOf(fields).map((path) => ({ field: showPath(path), message }));
  });
  const text = ({ field, message }: ApplyConflict) => `${field} ${message}`;
  return conflicts.sort((left, right) => (text(left) < text(right) ? -1 : 1));
}

function describe({ manager, operation, apiVersion, subresource, time }: Manager): string {
  const name = subresource
    ? `"${manager}" with subresource "${subresource}"`
    : JSON.stringify(manager);
  if (operation === 'Apply') return name;
  return time ? `${name} using ${apiVersion} at ${time}` : `${name} using ${apiVersion}`;
}
