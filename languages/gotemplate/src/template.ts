import { type Limits, type MissingKey, State } from './execute/state.ts';
import { walkList } from './execute/walk.ts';
import { builtinFunctions } from './functions/builtins.ts';
import type { ListNode } from './parse/nodes.ts';
import { parseTemplate } from './parse/parse.ts';
import { plainValue } from './plain-value.ts';
import type { TemplateFunction } from './values.ts';
import { isNil, missing } from './values.ts';

export type TemplateOptions = {
  /** For messages. Default `template`. */
  readonly name?: string;
  /** What a key that a map does not have is. Default `default`: `<no value>`. */
  readonly missingkey?: MissingKey;
  /** Besides those of text/template; plain functions take any arguments, as plain data. */
  readonly functions?: Readonly<Record<string, TemplateFunction | PlainFunction>>;
  /** Default `{{` and `}}`. */
  readonly delimiters?: readonly [string, string];
  readonly limits?: Limits;
};

export type PlainFunction = (...values: unknown[]) => unknown;

export type Template = {
  /** Throws PlatformError `gotemplate.execution`. */
  render(data: unknown): string;
};

const defaultLimits: Required<Limits> = {
  maxOutput: 4 * 1024 * 1024,
  maxSteps: 2_000_000,
  maxDepth: 500,
};

/** Parses a Go template (text/template) for repeated use. Throws PlatformError `gotemplate.syntax` with its line. */
export function createTemplate(text: string, options: TemplateOptions = {}): Template {
  const name = options.name ?? 'template';
  const functions = { ...builtinFunctions, ...typed(options.functions ?? {}) };
  const [left, right] = options.delimiters ?? ['{{', '}}'];
  const templates = parseTemplate(text, {
    name,
    left,
    right,
    hasFunction: (wanted) => Object.hasOwn(functions, wanted),
  });
  return { render: (data) => render({ text, name, templates, functions, options }, data) };
}

/** Parses and executes a template at once. Throws PlatformError `gotemplate.syntax` or `gotemplate.execution`. */
export function renderTemplate(text: string, data: unknown, options: TemplateOptions = {}): string {
  return createTemplate(text, options).render(data);
}

type Prepared = {
  readonly text: string;
  readonly name: string;
  readonly templates: ReadonlyMap<string, ListNode>;
  readonly functions: Readonly<Record<string, TemplateFunction>>;
  readonly options: TemplateOptions;
};

function render({ text, name, templates, functions, options }: Prepared, data: unknown): string {
  const execution = {
    text,
    templates,
    functions,
    missingKey: options.missingkey ?? 'default',
    limits: { ...defaultLimits, ...options.limits },
    output: '',
    steps: 0,
  };
  const dot = { value: isNil(data) ? missing : data, dynamic: false };
  const state = new State(execution, name, { depth: 0, dot });
  const root = templates.get(name);
  if (root) walkList(state, dot, root);
  return execution.output;
}

function typed(functions: Readonly<Record<string, TemplateFunction | PlainFunction>>) {
  return Object.fromEntries(
    Object.entries(functions).map(([name, called]) => [
      name,
      typeof called === 'function'
        ? {
            parameters: ['any' as const],
            variadic: true,
            call: (...values: unknown[]) => called(...values.map(plainValue)),
          }
        : called,
    ]),
  );
}
