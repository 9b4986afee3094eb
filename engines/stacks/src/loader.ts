import { isMap } from './data.ts';
import { refuse } from './failure.ts';
import { findFiles, isGlob } from './glob.ts';
import { type Import, importsOf, isRemote } from './imports.ts';
import { createIncludeReader } from './include.ts';
import { contextOf, hasLocals, resolveLocals, withNativeLocals } from './locals.ts';
import { mergeAll } from './merge.ts';
import {
  attachOverrides,
  inlineOverrides,
  mergeOverrides,
  noOverrides,
  type Overrides,
} from './overrides.ts';
import { importPath, importTarget, isTemplateFile, manifestId } from './paths.ts';
import type { StackWorld } from './ports.ts';
import { readYaml } from './read-yaml.ts';
import { renderText } from './templates.ts';
import type { AtmosConfig, Data, LoadedManifest } from './types.ts';

type Loaded = {
  readonly merged: Data;
  readonly imports: ReadonlySet<string>;
  readonly overrides: Overrides;
};

type Request = {
  readonly context: Data;
  readonly explicitContext: boolean;
  readonly skipTemplates: boolean;
  readonly ignoreMissingValues: boolean;
  readonly parentInline: Overrides;
  readonly parentRunning: Overrides;
  readonly chain: readonly string[];
};

const top: Request = {
  context: {},
  explicitContext: false,
  skipTemplates: false,
  ignoreMissingValues: false,
  parentInline: noOverrides,
  parentRunning: noOverrides,
  chain: [],
};

/** Reads manifests with all that they import. Each file is parsed once, and merged once for each way to import it. */
export class ManifestLoader {
  readonly #world: StackWorld;
  readonly #config: AtmosConfig;
  readonly #parsed = new Map<string, Data>();
  readonly #loaded = new Map<string, Loaded>();

  constructor(world: StackWorld, config: AtmosConfig) {
    this.#world = world;
    this.#config = config;
  }

  /** A top-level manifest by its absolute path. */
  load(path: string): LoadedManifest {
    const { merged, imports } = this.#load(path, top);
    const id = manifestId(this.#config.stacksPath, path);
    return { id, merged, imports: [...imports].sort() };
  }

  #load(path: string, request: Request): Loaded {
    if (request.chain.includes(path)) {
      const names = [...request.chain.slice(request.chain.indexOf(path)), path].map(this.#name);
      throw refuse('import-cycle', `The imports form a circle: ${names.join(' → ')}`);
    }
    const simple =
      Object.keys(request.context).length === 0 &&
      request.parentInline === noOverrides &&
      request.parentRunning === noOverrides;
    const known = simple ? this.#loaded.get(path) : undefined;
    if (known) return known;
    const loaded = this.#read(path, request);
    if (simple) this.#loaded.set(path, loaded);
    return loaded;
  }

  #read(path: string, request: Request): Loaded {
    const strategy = this.#config.listStrategy;
    const file = this.#name(path);
    const { raw, context } = this.#content(path, request);
    const own = inlineOverrides(raw, request.parentInline, { file, strategy });
    const inline = isNone(own) ? noOverrides : own;
    const layers: Data[] = [];
    const imports = new Set<string>();
    let running = request.parentRunning;
    for (const each of importsOf(raw, file)) {
      for (const target of this.#targets(each, path, layers)) {
        const id = manifestId(this.#config.stacksPath, target);
        const loaded = this.#load(target, {
          context: mergeAll([each.context, context], strategy),
          explicitContext: Object.keys(each.context).length > 0 || request.explicitContext,
          skipTemplates: each.skipTemplates,
          ignoreMissingValues: each.ignoreMissingValues,
          parentInline: inline,
          parentRunning: running,
          chain: [...request.chain, path],
        });
        imports.add(id);
        for (const inner of loaded.imports) imports.add(inner);
        layers.push(loaded.merged);
        if (loaded.overrides !== noOverrides) {
          running = mergeOverrides([running, loaded.overrides], strategy);
        }
      }
    }
    const effective =
      running === noOverrides ? inline : mergeOverrides([running, inline], strategy);
    layers.push(attachOverrides(raw, effective));
    return { merged: mergeAll(layers, strategy), imports, overrides: effective };
  }

  /** The data of a file, rendered first where it is a template. */
  #content(path: string, request: Request): { raw: Data; context: Data } {
    const text = this.#world.tree.read(path);
    if (text === undefined) throw refuse('missing-file', `${this.#name(path)} does not exist`);
    const bare = isTemplateFile(path) ? undefined : this.#parse(path);
    const locals = bare && hasLocals(bare) ? resolveLocals(this.#world, bare, path) : undefined;
    const data =
      locals && bare ? { ...contextOf(bare), ...request.context, locals } : request.context;
    const render = !request.skipTemplates && (isTemplateFile(path) || Object.keys(data).length > 0);
    if (!render || !text.includes('{{')) {
      return { raw: this.#withoutLocals(bare ?? this.#parse(path)), context: request.context };
    }
    const source = locals ? withNativeLocals(text, locals) : text;
    const rendered = this.#render(path, source, { data, request });
    return {
      raw: this.#withoutLocals(
        rendered === undefined ? this.#parse(path) : this.#asMap(rendered, path),
      ),
      context: request.context,
    };
  }

  #render(
    path: string,
    text: string,
    { data, request }: { readonly data: Data; readonly request: Request },
  ): string | undefined {
    try {
      return renderText(this.#world, text, data, {
        name: this.#name(path),
        missing: request.ignoreMissingValues ? 'default' : 'error',
      });
    } catch (error) {
      if (request.explicitContext || isTemplateFile(path)) throw error;
      return undefined;
    }
  }

  #parse(path: string): Data {
    const known = this.#parsed.get(path);
    if (known) return known;
    const parsed = this.#asMap(this.#world.tree.read(path) ?? '', path);
    this.#parsed.set(path, parsed);
    return parsed;
  }

  #asMap(text: string, path: string): Data {
    const include = createIncludeReader(this.#world, this.#config, path);
    const value = readYaml(text, this.#name(path), include);
    if (value === null) return {};
    if (!isMap(value)) throw refuse('manifest', `${this.#name(path)} is not a map`);
    return value;
  }

  #withoutLocals(raw: Data): Data {
    if (!hasLocals(raw)) return raw;
    const { locals: _, ...others } = raw;
    const rest: Record<string, unknown> = others;
    for (const type of ['terraform', 'helmfile', 'packer']) {
      const section = rest[type];
      if (!isMap(section) || !('locals' in section)) continue;
      const { locals: _inner, ...kept } = section;
      rest[type] = kept;
    }
    return rest;
  }

  #targets(each: Import, from: string, earlier: readonly Data[]): readonly string[] {
    const { stacksPath, templates, listStrategy } = this.#config;
    if (isRemote(each.path)) {
      if (each.skipIfMissing) return [];
      throw refuse('remote-import', `${each.path} is not on this disk`, 'Vendor it first.');
    }
    let path = each.path;
    if (path.includes('{{') && templates.enabled && !each.skipTemplates) {
      const data = mergeAll([...earlier, each.context], listStrategy);
      path = renderText(this.#world, path, data, { name: 'import', missing: 'error' });
    }
    const target = importTarget(this.#world.tree, importPath(path, from, stacksPath));
    if (target === from) throw refuse('import-cycle', `${this.#name(from)} imports itself`);
    const found = findFiles(this.#world.tree, target);
    if (found.length > 0 || each.skipIfMissing || path.includes('{{')) return found;
    const what = isGlob(target) ? 'matches no file' : 'does not exist';
    throw refuse('missing-import', `${this.#name(from)} imports ${path}, which ${what}`);
  }

  readonly #name = (path: string): string =>
    path.startsWith(`${this.#config.stacksPath}/`)
      ? path.slice(this.#config.stacksPath.length + 1)
      : path;
}

function isNone(overrides: Overrides): boolean {
  return (
    Object.keys(overrides.terraform).length === 0 && Object.keys(overrides.helmfile).length === 0
  );
}
