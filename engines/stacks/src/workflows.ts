import { isMap, mapAt } from './data.ts';
import { refuse } from './failure.ts';
import { findFiles } from './glob.ts';
import { readYaml } from './read-yaml.ts';
import type { Stacks } from './resolve.ts';
import type { Data } from './types.ts';

export type WorkflowEntry = {
  readonly file: string;
  readonly workflow: string;
  readonly definition: Data;
};

/** Every workflow of the project; files that are not workflow manifests are passed over, as Atmos does. */
export function workflowsOf({ world, config }: Stacks): readonly WorkflowEntry[] {
  const folder = config.workflowsPath;
  if (folder === undefined) {
    throw refuse('config', "'workflows.base_path' must be configured in 'atmos.yaml'");
  }
  return ['yaml', 'yml']
    .flatMap((extension) => findFiles(world.tree, `${folder}/**/*.${extension}`))
    .sort()
    .flatMap((path) => {
      const file = path.slice(folder.length + 1);
      return Object.entries(readWorkflows(world.tree.read(path) ?? '', path))
        .filter((entry): entry is [string, Data] => isMap(entry[1]))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([workflow, definition]) => ({ file, workflow, definition }));
    });
}

function readWorkflows(text: string, path: string): Data {
  try {
    const value = readYaml(text, path);
    return isMap(value) ? mapAt(value, 'workflows') : {};
  } catch {
    return {};
  }
}

/** `describe workflows --output list|map|all`. */
export function describeWorkflows(stacks: Stacks, output: string): unknown {
  const entries = workflowsOf(stacks);
  if (output === 'list') return entries.map(({ file, workflow }) => ({ file, workflow }));
  const files: Record<string, unknown> = {};
  for (const file of new Set(entries.map((each) => each.file))) {
    const own = entries.filter((each) => each.file === file);
    files[file] =
      output === 'map'
        ? own.map((each) => each.workflow)
        : { workflows: Object.fromEntries(own.map((each) => [each.workflow, each.definition])) };
  }
  return files;
}
