import { isMap, mapAt, mapStrings } from './data.ts';
import { refuse } from './failure.ts';
import { mergeAll } from './merge.ts';
import type { StackWorld } from './ports.ts';
import { renderText } from './templates.ts';
import type { Data } from './types.ts';

const types = ['terraform', 'helmfile', 'packer'] as const;

/** Whether a file has locals of its own. */
export function hasLocals(raw: Data): boolean {
  return 'locals' in raw || types.some((type) => 'locals' in mapAt(raw, type));
}

/** The locals of one file, references between them followed. Throws for cycles and missing names. */
export function resolveLocals(world: StackWorld, raw: Data, file: string): Data {
  const context = contextOf(raw);
  const global = resolveBlock(world, mapAt(raw, 'locals'), { context, parent: {}, file });
  const layers = types
    .filter((type) => isMap(mapAt(raw, type).locals))
    .map((type) =>
      resolveBlock(world, mapAt(mapAt(raw, type), 'locals'), { context, parent: global, file }),
    );
  return mergeAll([global, ...layers], 'replace');
}

/** What a file's own locals and templates may name besides locals. */
export function contextOf(raw: Data): Data {
  return Object.fromEntries(
    ['settings', 'vars', 'env'].filter((key) => isMap(raw[key])).map((key) => [key, raw[key]]),
  );
}

type Scope = { readonly context: Data; readonly parent: Data; readonly file: string };

function resolveBlock(world: StackWorld, block: Data, scope: Scope): Data {
  const done: Record<string, unknown> = {};
  const open: string[] = [];
  const resolve = (name: string): void => {
    if (name in done || !(name in block)) return;
    if (open.includes(name)) {
      const cycle = [...open.slice(open.indexOf(name)), name].join(' → ');
      throw refuse('locals-cycle', `circular dependency in locals at ${scope.file}: ${cycle}`);
    }
    open.push(name);
    for (const other of referencesOf(block[name])) resolve(other);
    done[name] = evaluate(world, block[name], { ...scope, done });
    open.pop();
  };
  for (const name of Object.keys(block)) resolve(name);
  return { ...scope.parent, ...done };
}

function referencesOf(value: unknown): readonly string[] {
  const names: string[] = [];
  mapStrings(value, (text) => {
    if (text.includes('{{')) {
      for (const match of text.matchAll(/\.locals\.([A-Za-z_]\w*)/g)) names.push(match[1] ?? '');
    }
    return text;
  });
  return names;
}

function evaluate(world: StackWorld, value: unknown, scope: Scope & { done: Data }): unknown {
  const data = { ...scope.context, locals: { ...scope.parent, ...scope.done } };
  return mapStrings(value, (text) => {
    if (!text.includes('{{')) return text;
    const plain = /^\{\{-?\s*\.locals\.([A-Za-z_]\w*)\s*-?\}\}$/.exec(text.trim());
    if (plain?.[1] !== undefined && plain[1] in data.locals) return data.locals[plain[1]];
    return renderText(world, text, data, { name: 'locals', missing: 'error' });
  });
}

/** A value that is nothing but a reference to a local keeps the local's type, also that of a map. */
export function withNativeLocals(text: string, locals: Data): string {
  return text.replace(
    /(:\s+|-\s+)(['"])\{\{-?\s*\.locals\.(\w+)\s*-?\}\}\2(?=[ \t]*(?:#.*)?$)/gm,
    (whole, before: string, _quote: string, name: string) => {
      const value = locals[name];
      return value === undefined || typeof value === 'string' || value === null
        ? whole
        : `${before}${JSON.stringify(value)}`;
    },
  );
}
