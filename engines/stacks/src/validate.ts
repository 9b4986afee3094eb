import { requireStacks } from './config.ts';
import { mapAt } from './data.ts';
import { sameComponent } from './describe-component.ts';
import { refuse } from './failure.ts';
import { requireNames } from './names.ts';
import type { Stacks } from './resolve.ts';
import type { Instance } from './types.ts';

/** What `validate stacks` and, before it answers, `describe stacks` refuse: components that contradict each other. */
export function checkStacks(stacks: Stacks): void {
  requireStacks(stacks.config);
  requireFolder(stacks);
  requireNames(stacks.config);
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
