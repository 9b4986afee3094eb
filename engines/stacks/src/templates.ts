import {
  type GoObject,
  type PlainFunction,
  renderTemplate,
  sprigFunctions,
  type TemplateFunction,
} from '@infraforge/gotemplate';
import type { StackWorld } from './ports.ts';

export type RenderOptions = {
  readonly name: string;
  readonly missing: 'error' | 'default';
  readonly delimiters?: readonly [string, string];
  /** `atmos.Component name stack`. */
  readonly component?: (name: string, stack: string) => unknown;
};

/** Renders a Go template with Sprig's functions and those of Gomplate and Atmos that need no network. */
export function renderText(
  world: StackWorld,
  text: string,
  data: unknown,
  options: RenderOptions,
): string {
  return renderTemplate(text, data, {
    name: options.name,
    missingkey: options.missing,
    ...(options.delimiters ? { delimiters: options.delimiters } : {}),
    functions: functionsOf(world, options),
  });
}

type FunctionMap = Readonly<Record<string, TemplateFunction | PlainFunction>>;

function functionsOf(world: StackWorld, options: RenderOptions): FunctionMap {
  const { env } = world;
  const variable = (name: unknown, fallback?: unknown) => env[String(name)] ?? fallback ?? '';
  return {
    ...sprigFunctions,
    env: variable,
    getenv: variable,
    expandenv: (text) =>
      String(text).replace(/\$\{?(\w+)\}?/g, (_, name: string) => env[name] ?? ''),
    now: () => world.now().toISOString(),
    unixEpoch: () => String(Math.floor(world.now().getTime() / 1000)),
    ...(options.component ? namespaces(options) : {}),
  };
}

/** Namespaces are functions that answer a map of functions, as Gomplate has them. */
function namespaces({ component }: RenderOptions): FunctionMap {
  return {
    atmos: {
      parameters: [],
      call: () => atmosNamespace((name, stack) => component?.(name, stack)),
    },
  };
}

function atmosNamespace(component: (name: string, stack: string) => unknown): GoObject {
  return {
    goType: 'atmos',
    text: () => 'atmos',
    methods: {
      Component: {
        parameters: ['string', 'string'],
        call: (name: unknown, stack: unknown) => component(String(name), String(stack)),
      },
    },
  };
}
