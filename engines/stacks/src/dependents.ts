import { isMap, mapAt, textAt } from './data.ts';
import type { Stacks } from './resolve.ts';
import type { Data, Instance } from './types.ts';

const context = ['namespace', 'tenant', 'environment', 'stage'] as const;

/** One entry of `describe dependents`, its keys in Atmos' order. */
export type Dependent = Data;

/** The components that depend on one, sorted as Atmos sorts them. */
export function dependentsOf(
  stacks: Stacks,
  provider: Instance,
  seen: readonly Instance[] = [],
): readonly Dependent[] {
  return directDependents(stacks, provider)
    .map((each) => ({
      ...identityOf(stacks, each),
      dependents: seen.length === 0 ? null : dependentsOf(stacks, each, [...seen, each]),
      included_in_dependents: false,
      settings: null,
    }))
    .sort((a, b) => compare(a, b));
}

function compare(left: Data, right: Data): number {
  for (const key of ['stack_slug', 'component', 'stack']) {
    const [a, b] = [String(left[key]), String(right[key])];
    if (a !== b) return a < b ? -1 : 1;
  }
  return 0;
}

/** The instances that depend on one directly. */
export function directDependents(stacks: Stacks, provider: Instance): readonly Instance[] {
  return stacks
    .instances()
    .filter(
      (each) =>
        isDeployable(each) && each.name !== provider.name && dependsOn(stacks, each, provider),
    );
}

/** Whether a component is neither abstract nor switched off. */
export function isDeployable({ section }: Instance): boolean {
  const metadata = mapAt(section, 'metadata');
  return metadata.type !== 'abstract' && metadata.enabled !== false;
}

const whole = { templates: true, functions: true };

function dependsOn(stacks: Stacks, instance: Instance, provider: Instance): boolean {
  if (
    !('dependencies' in instance.section) &&
    !isMap(mapAt(instance.section, 'settings').depends_on)
  )
    return false;
  const section = stacks.evaluated(instance, whole);
  const other = stacks.evaluated(provider, whole);
  const modern = modernEntries(section);
  if (modern.length > 0) {
    return modern.some((entry) => {
      const name = textAt(entry, 'component') || textAt(entry, 'name');
      const stack = textAt(entry, 'stack') || instance.stack;
      const kind = textAt(entry, 'kind') || instance.type;
      return name === provider.name && stack === provider.stack && kind === provider.type;
    });
  }
  const entries = mapAt(mapAt(section, 'settings'), 'depends_on');
  return Object.values(entries).some(
    (entry) => isMap(entry) && legacyMatches(entry, { section, other, instance, provider }),
  );
}

function modernEntries(section: Data): readonly Data[] {
  const list = mapAt(section, 'dependencies').components;
  if (!Array.isArray(list)) return [];
  return list
    .map((each) => (typeof each === 'string' ? { component: each } : each))
    .filter(
      (each): each is Data =>
        isMap(each) && (textAt(each, 'component') || textAt(each, 'name')) !== '',
    );
}

type Pair = {
  readonly section: Data;
  readonly other: Data;
  readonly instance: Instance;
  readonly provider: Instance;
};

function legacyMatches(entry: Data, { section, other, instance, provider }: Pair): boolean {
  if (textAt(entry, 'component') !== provider.name) return false;
  const stack = textAt(entry, 'stack');
  if (stack !== '' && stack !== provider.stack) return false;
  const given = context.some((key) => textAt(entry, key) !== '');
  if (stack === '' && !given && instance.stack !== provider.stack) return false;
  const [own, theirs] = [mapAt(section, 'vars'), mapAt(other, 'vars')];
  return context.every((key) => (textAt(entry, key) || own[key]) === theirs[key]);
}

/** The fields that name an instance in `affected` and `dependents`. */
export function identityOf(stacks: Stacks, instance: Instance, withContext = true): Data {
  const section = stacks.evaluated(instance, whole);
  const vars = mapAt(section, 'vars');
  const named = context
    .filter((key) => withContext && textAt(vars, key) !== '')
    .map((key) => [key, vars[key]] as const);
  return {
    component: instance.name,
    component_type: instance.type,
    component_path:
      mapAt(section, 'component_info').component_path ??
      (instance.type === 'helmfile' ? section.component : ''),
    ...Object.fromEntries(named),
    stack: instance.stack,
    stack_slug: `${instance.stack}-${instance.name.replaceAll('/', '-')}`,
  };
}
