import { isMap, mapAt, mapStrings, someString } from './data.ts';
import { select } from './include.ts';
import type { StackWorld } from './ports.ts';
import { renderText } from './templates.ts';
import type { Data } from './types.ts';

/** What stands for a value that only foreign code or a network could tell. */
export const computed = '(computed)';

/** What functions may ask of the component they stand in. */
export type FunctionContext = {
  readonly stack: string;
  readonly component: string;
  readonly env: Data;
  /** The resolved section of another component, for lookups in static state. */
  /** The version that the stack's track wants of a dependency. */
  readonly version: (name: string) => unknown;
  readonly sibling: (component: string, stack: string) => Data | undefined;
};

const unset = Symbol('unset');
const call =
  /^!(?:template\b|(?:terraform\.(?:state|output)|env|exec|store(?:\.get)?|secret|version|emulator|labels(?:\.keys|\.values)?|tags|repo-root|cwd|random|unset|git\.\w+|aws\.\w+)(?:\s|$))/;

/** Whether a section has function calls at all. */
export function hasCalls(section: Data): boolean {
  return someString(section, (text) => text.startsWith('!') && call.test(text));
}

/** Evaluates the calls in a section; what cannot be told offline becomes `(computed)`. */
export function evaluateCalls(world: StackWorld, section: Data, context: FunctionContext): Data {
  const evaluated = mapStrings(section, (text) =>
    text.startsWith('!') && call.test(text) ? evaluate(world, text, context) : text,
  );
  return withoutUnset(evaluated) as Data;
}

function evaluate(world: StackWorld, text: string, context: FunctionContext): unknown {
  if (text.startsWith('!template')) return decode(text.slice('!template'.length).trim());
  const [tag = '', rest = ''] = split(text);
  switch (tag) {
    case '!env':
      return environment(world, rest, context);
    case '!repo-root':
      return world.gitRoot ?? (unquote(rest) || world.workingDirectory);
    case '!cwd':
      return world.workingDirectory;
    case '!unset':
      return unset;
    case '!terraform.state':
    case '!terraform.output':
      return terraformValue(world, text, rest, context);
    case '!secret':
      return '<MASKED>';
    case '!version':
      return context.version(rest) ?? foreign(world, text, context);
    default:
      return foreign(world, text, context);
  }
}

function foreign(world: StackWorld, text: string, context: FunctionContext): unknown {
  const value = world.evaluate?.(text, context);
  return value === undefined ? computed : value;
}

function environment(world: StackWorld, rest: string, { env }: FunctionContext): string {
  const [name = '', fallback = ''] = words(rest);
  const own = env[name];
  if (own !== undefined && own !== null) return String(own);
  return world.env[name] ?? fallback;
}

function terraformValue(
  world: StackWorld,
  text: string,
  rest: string,
  context: FunctionContext,
): unknown {
  const parts = words(rest);
  const component = parts[0] ?? '';
  const stack = parts.length > 2 ? (parts[1] ?? '') : context.stack;
  const query = parts.length > 2 ? parts.slice(2).join(' ') : (parts[1] ?? '');
  const target = context.sibling(component, stack);
  if (target?.remote_state_backend_type === 'static') {
    return select(mapAt(target, 'remote_state_backend'), query);
  }
  const value = world.evaluate?.(text, context);
  return value === undefined ? (defaultOf(rest) ?? computed) : value;
}

/** The text behind `//`, which holds while the other component is not provisioned. */
function defaultOf(query: string): unknown {
  const match = /\/\/\s*(.+)$/.exec(query);
  if (match?.[1] === undefined) return undefined;
  const text = match[1].trim();
  const [decoded, unquoted] = [decode(text), decode(text.replace(/['"]$/, ''))];
  return decoded === text ? unquoted : decoded;
}

/** JSON where the text is JSON, the text itself otherwise. */
export function decode(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function split(text: string): readonly [string, string] {
  const end = text.search(/\s/);
  return end === -1 ? [text, ''] : [text.slice(0, end), text.slice(end).trim()];
}

function words(text: string): readonly string[] {
  return [...text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    (match) => match[1] ?? match[2] ?? match[3] ?? '',
  );
}

function unquote(text: string): string {
  return words(text).join(' ');
}

function withoutUnset(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.filter((item) => item !== unset).map(withoutUnset);
  }
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== unset)
      .map(([key, each]) => [key, withoutUnset(each)]),
  );
}

/** Renders a whole section as one template and reads it back, as Atmos does. */
export function renderSection(
  world: StackWorld,
  text: string,
  data: Data,
  options: {
    readonly delimiters: readonly [string, string];
    readonly missing: 'error' | 'default';
    readonly component?: (name: string, stack: string) => unknown;
  },
): string {
  return renderText(world, text, data, {
    name: 'describe-stacks-all-sections',
    missing: options.missing,
    ...(options.component ? { component: options.component } : {}),
    delimiters: options.delimiters,
  });
}
