import { requireStacks } from './config.ts';
import { isMap, mapAt } from './data.ts';
import { sameComponent } from './describe-component.ts';
import { refuse } from './failure.ts';
import { requireNames } from './names.ts';
import type { Stacks } from './resolve.ts';
import type { Data, Instance } from './types.ts';

/** What `validate stacks` and, before it answers, `describe stacks` refuse: components that contradict each other. */
export function checkStacks(stacks: Stacks): void {
  requireStacks(stacks.config);
  requireFolder(stacks);
  requireNames(stacks.config);
  checkFiles(stacks);
  const seen = new Map<string, Instance>();
  for (const each of stacks.instances()) {
    if (mapAt(each.section, 'metadata').type === 'abstract') continue;
    const key = `${each.stack}\0${each.type}\0${each.name}`;
    const other = seen.get(key);
    if (!other) {
      seen.set(key, each);
      continue;
    }
    if (sameComponent(other.section, each.section)) continue;
    throw refuse(
      'duplicate',
      `The Atmos component '${each.name}' in the stack '${each.stack}' is defined in more than one top-level stack manifest file: ${other.manifest.id}, ${each.manifest.id}. The component configurations in the stack manifests are different.`,
    );
  }
}

function requireFolder({ world, config }: Stacks): void {
  if (world.tree.isDirectory(config.stacksPath)) return;
  throw refuse(
    'config',
    `The atmos.yaml CLI config file specifies the directory for Atmos stacks as ${config.stacksPath}, but the directory does not exist.`,
  );
}

/** Every file below the stacks folder must be one that could be imported on its own. */
function checkFiles(stacks: Stacks): void {
  for (const { file, data } of stacks.files()) {
    for (const [type, components] of Object.entries(mapAt(data, 'components'))) {
      if (!isMap(components)) continue;
      for (const [name, component] of Object.entries(components)) {
        if (isMap(component)) checkDependsOn(component, `${file}: components.${type}.${name}`);
      }
    }
  }
}

function checkDependsOn(component: Data, where: string): void {
  const value = mapAt(component, 'settings').depends_on;
  if (value === undefined || typeof value === 'string' || isMap(value)) return;
  throw refuse('schema', `${where}.settings.depends_on: expected string or object`);
}
