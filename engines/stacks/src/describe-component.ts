import { isAbsolute, join, normalize } from 'node:path/posix';
import type { Arguments } from './arguments.ts';
import { mapAt } from './data.ts';
import { refuse } from './failure.ts';
import type { Stacks } from './resolve.ts';
import type { Data, Instance } from './types.ts';

/** What `describe component` prints by default. */
const printed = [
  'vars',
  'settings',
  'env',
  'backend',
  'metadata',
  'overrides',
  'providers',
  'imports',
  'dependencies',
  'component',
  'hooks',
];

/** `describe component`: one component with its imports. */
export function describeComponent(stacks: Stacks, args: Arguments): Data {
  const instance = findInstance(stacks, args.words[2] ?? '', args.flag('stack') ?? '');
  const section = stacks.evaluated(instance, {
    templates: args.on('process-templates', true),
    functions: args.on('process-functions', true),
  });
  if (args.on('provenance', false)) return provided(section, instance);
  const whole = { ...section, imports: instance.manifest.imports };
  if (stacks.config.describeFilter === 'full') return whole;
  return Object.fromEntries(Object.entries(whole).filter(([key]) => printed.includes(key)));
}

/** The one instance that a component (or its path) and a stack name. Throws for none and for several that differ. */
export function findInstance(stacks: Stacks, written: string, stack: string): Instance {
  const component = componentName(stacks, written);
  const found = stacks.find(component, stack);
  const first = found[0];
  if (!first) {
    throw refuse(
      'component',
      `invalid component: Could not find the component ${component} in the stack ${stack}`,
      'Check that all the context variables are correctly defined in the stack manifests.',
    );
  }
  const other = found.find(
    (each) => each.type === first.type && !sameComponent(each.section, first.section),
  );
  if (other) {
    throw refuse(
      'duplicate',
      `duplicate component configuration: ${component} in the stack ${stack} in the manifests: ${found.map((each) => each.manifest.id).join(', ')}`,
    );
  }
  return first;
}

const provenanceKeys = [
  'atmos_cli_config',
  'atmos_stack',
  'stack',
  'atmos_stack_file',
  'atmos_manifest',
  'sources',
  'imports',
  'deps',
  'deps_all',
];

/** Whether two sections are the same configuration, wherever they were written. */
export function sameComponent(left: Data, right: Data): boolean {
  const plain = (section: Data) =>
    JSON.stringify(
      sortKeys(
        Object.fromEntries(
          Object.entries(section).filter(([key]) => !provenanceKeys.includes(key)),
        ),
      ),
    );
  return plain(left) === plain(right);
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const map = value as Data;
  return Object.fromEntries(
    Object.keys(map)
      .sort()
      .map((key) => [key, sortKeys(map[key])]),
  );
}

function componentName(stacks: Stacks, written: string): string {
  const isPath = written === '.' || /^\.{1,2}\//.test(written) || isAbsolute(written);
  if (!isPath) return written;
  const { config, world } = stacks;
  const path = normalize(isAbsolute(written) ? written : join(world.workingDirectory, written));
  for (const base of Object.values(config.componentPaths)) {
    const folder = join(config.basePath, base);
    if (path.startsWith(`${folder}/`)) return path.slice(folder.length + 1);
  }
  throw Object.assign(
    refuse('component-path', `path is not within Atmos component directories: ${path}`),
    { exit: 2 },
  );
}

/** The sections that `--provenance` prints: what the manifests give, without what is computed. */
function provided(section: Data, instance: Instance): Data {
  const sections: Data = {
    vars: mapAt(section, 'vars'),
    ...Object.fromEntries(
      ['settings', 'env', 'hooks']
        .filter((key) => key in instance.manifest.merged)
        .map((key) => [key, mapAt(section, key)]),
    ),
    overrides: onlyVars(mapAt(section, 'overrides')),
  };
  const filled = Object.keys(sections)
    .filter((key) => Object.keys(mapAt(sections, key)).length > 0)
    .map((key) => [key, sections[key]] as const);
  const imports = instance.manifest.imports;
  return { ...(imports.length > 0 ? { import: imports } : {}), ...Object.fromEntries(filled) };
}

function onlyVars(overrides: Data): Data {
  return overrides.vars === undefined ? {} : { vars: overrides.vars };
}
