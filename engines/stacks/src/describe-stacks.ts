import type { Arguments } from './arguments.ts';
import type { Stacks } from './resolve.ts';
import type { Data } from './types.ts';
import { checkStacks } from './validate.ts';

/** `describe stacks`: every component of every stack. */
export function describeStacks(stacks: Stacks, args: Arguments): Data {
  checkStacks(stacks);
  const wanted = args.flag('stack');
  const components = args.list('components');
  const types = args.list('component-types');
  const sections = args.list('sections');
  const process = {
    templates: args.on('process-templates', true),
    functions: args.on('process-functions', true),
  };
  const result: Record<string, { components: Record<string, Record<string, unknown>> }> = {};
  for (const each of stacks.instances()) {
    if (wanted !== undefined && each.stack !== wanted && each.manifest.id !== wanted) continue;
    if (types.length > 0 && !types.includes(each.type)) continue;
    const inherited = (each.section.inheritance as readonly string[] | undefined) ?? [];
    if (
      components.length > 0 &&
      !components.includes(each.name) &&
      !inherited.some((base) => components.includes(base))
    ) {
      continue;
    }
    result[each.stack] ??= { components: {} };
    const entry = result[each.stack];
    if (!entry) continue;
    entry.components[each.type] ??= {};
    const section = stacks.evaluated(each, process);
    const byType = entry.components[each.type] ?? {};
    if (each.name in byType) continue;
    byType[each.name] =
      sections.length === 0
        ? section
        : Object.fromEntries(Object.entries(section).filter(([key]) => sections.includes(key)));
  }
  return result;
}
