import { isDeepStrictEqual } from 'node:util';
import { mapAt } from './data.ts';
import { dependentsOf, identityOf, isDeployable } from './dependents.ts';
import type { Stacks } from './resolve.ts';
import type { Data, Instance } from './types.ts';

/** Sections in the order in which Atmos compares them. */
const sections = [
  'vars',
  'env',
  'providers',
  'required_providers',
  'required_version',
  'generate',
  'backend',
  'backend_type',
  'remote_state_backend',
  'remote_state_backend_type',
  'auth',
  'command',
  'dependencies',
  'source',
  'provision',
  'settings',
];

/** Types whose changes Atmos tells. */
const compared = new Set(['terraform', 'helmfile', 'packer', 'helm', 'kubernetes']);

const whole = { templates: true, functions: true };

export type AffectedOptions = {
  readonly dependents: boolean;
  readonly changedFiles: readonly string[];
};

/** What changed between two states of a project, with Atmos' reasons. */
export function describeAffected(
  head: Stacks,
  base: Stacks,
  options: AffectedOptions,
): readonly Data[] {
  const before = new Map(base.instances().map((each) => [keyOf(each), each]));
  const after = new Set(head.instances().map(keyOf));
  const result: Data[] = [];
  for (const each of head.instances()) {
    if (!isDeployable(each) || !compared.has(each.type)) continue;
    const reasons = reasonsOf(head, each, { base, before: before.get(keyOf(each)), options });
    if (reasons.length > 0) result.push(item(head, each, { reasons, options }));
  }
  const stacksNow = new Set(head.instances().map((each) => each.stack));
  for (const each of base.instances()) {
    if (after.has(keyOf(each)) || mapAt(each.section, 'metadata').type === 'abstract') continue;
    const kind = stacksNow.has(each.stack) ? 'deleted' : 'deleted.stack';
    result.push({
      ...identityOf(base, each, false),
      affected: kind,
      affected_all: [kind],
      dependents: options.dependents ? [] : null,
      included_in_dependents: false,
      settings: null,
      deleted: true,
      deletion_type: kind === 'deleted' ? 'component' : 'stack',
    });
  }
  return options.dependents ? withInclusion(result) : result;
}

function keyOf(each: Instance): string {
  return `${each.stack}\0${each.type}\0${each.name}`;
}

type Before = {
  readonly base: Stacks;
  readonly before: Instance | undefined;
  readonly options: AffectedOptions;
};

function reasonsOf(
  head: Stacks,
  each: Instance,
  { base, before, options }: Before,
): readonly string[] {
  if (before && before.section === each.section) return [];
  const now = head.evaluated(each, whole);
  const then = before ? base.evaluated(before, whole) : {};
  const reasons: string[] = [];
  if (!isDeepStrictEqual(now.metadata, then.metadata ?? {})) reasons.push('stack.metadata');
  const folder = `${String(mapAt(now, 'component_info').component_path)}/`;
  if (options.changedFiles.some((file) => file.startsWith(folder))) reasons.push('component');
  for (const key of sections) {
    if (key in now && !isDeepStrictEqual(now[key], then[key])) reasons.push(`stack.${key}`);
  }
  return reasons;
}

function item(
  head: Stacks,
  each: Instance,
  { reasons, options }: { readonly reasons: readonly string[]; readonly options: AffectedOptions },
): Data {
  return {
    ...identityOf(head, each, false),
    affected: reasons[0],
    affected_all: reasons,
    dependents: options.dependents ? dependentsOf(head, each, [each]) : null,
    included_in_dependents: false,
    settings: null,
  };
}

/** Marks what is named again below another entry of the same list; below a marked one nothing is looked at. */
function withInclusion(list: readonly Data[]): readonly Data[] {
  return list.map((each) => {
    const included = list.some((other) => other !== each && isBelow(other, each.stack_slug));
    const below = Array.isArray(each.dependents) ? (each.dependents as readonly Data[]) : undefined;
    return {
      ...each,
      dependents: below && !included ? withInclusion(below) : each.dependents,
      included_in_dependents: included,
    };
  });
}

function isBelow({ dependents }: Data, slug: unknown): boolean {
  if (!Array.isArray(dependents)) return false;
  return (dependents as readonly Data[]).some(
    (each) => each.stack_slug === slug || isBelow(each, slug),
  );
}
