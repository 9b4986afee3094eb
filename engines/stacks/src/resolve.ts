import { join } from 'node:path/posix';
import { stringifyYaml } from '@infraforge/yaml';
import { type Component, type Globals, globalsOf, resolveComponent } from './component.ts';
import { loadConfig, requireStacks } from './config.ts';
import { isMap, mapAt, someString } from './data.ts';
import { refuse } from './failure.ts';
import { evaluateCalls, hasCalls, renderSection } from './functions.ts';
import { findFiles, globExpression } from './glob.ts';
import { ManifestLoader } from './loader.ts';
import { withoutMarks } from './merge.ts';
import { stackNameOf, workspaceOf } from './names.ts';
import { withExtensions } from './paths.ts';
import type { StackWorld } from './ports.ts';
import { keysFor } from './printed-keys.ts';
import { readYaml } from './read-yaml.ts';
import type { AtmosConfig, Data, Instance, LoadedManifest } from './types.ts';

/** All stacks of a project, resolved as far as is asked for. Throws PlatformError `stacks.*` for what Atmos refuses. */
export class Stacks {
  readonly world: StackWorld;
  readonly config: AtmosConfig;
  readonly #loader: ManifestLoader;
  #manifests: readonly LoadedManifest[] | undefined;
  #instances: readonly Instance[] | undefined;
  readonly #components = new WeakMap<Instance, Component>();
  readonly #evaluated = new Map<Instance, Data>();

  constructor(world: StackWorld, config = loadConfig(world)) {
    this.world = world;
    this.config = config;
    this.#loader = new ManifestLoader(world, config);
  }

  /** Top-level manifests by id. */
  manifests(): readonly LoadedManifest[] {
    this.#manifests ??= this.manifestPaths().map((path) => this.#loader.load(path));
    return this.#manifests;
  }

  /** Absolute paths of the top-level manifests, sorted. */
  manifestPaths(): readonly string[] {
    const { tree } = this.world;
    const { stacksPath, includedPaths, excludedPaths } = this.config;
    requireStacks(this.config);
    const excluded = excludedPaths
      .flatMap((path) => withExtensions(join(stacksPath, path)))
      .map(globExpression);
    const found = new Set<string>();
    for (const path of includedPaths) {
      for (const pattern of withExtensions(join(stacksPath, path))) {
        for (const file of findFiles(tree, pattern)) {
          if (!excluded.some((expression) => expression.test(file))) found.add(file);
        }
      }
    }
    if (found.size === 0) {
      throw refuse('no-manifests', `no stack manifests found in ${stacksPath}`);
    }
    return [...found].sort();
  }

  /** Every component of every stack, before templates and functions. */
  instances(): readonly Instance[] {
    this.#instances ??= this.manifests().flatMap((manifest) =>
      globalsOf(manifest.id, manifest.merged).flatMap((globals) =>
        Object.keys(globals.components).map((name) => this.#instance(manifest, globals, name)),
      ),
    );
    return this.#instances;
  }

  #instance(manifest: LoadedManifest, globals: Globals, name: string): Instance {
    const { world, config } = this;
    const component = resolveComponent(config, globals, name, (each) =>
      world.tree.isDirectory(
        join(config.basePath, config.componentPaths[globals.type] ?? '', each),
      ),
    );
    const stack = stackNameOf(world, config, {
      manifest: manifest.id,
      merged: manifest.merged,
      section: component.section,
    });
    const section = this.#printed(manifest, { globals, name, stack, component });
    const instance = { manifest, type: globals.type, name, stack, section };
    this.#components.set(instance, component);
    return instance;
  }

  #printed(
    manifest: LoadedManifest,
    {
      globals,
      name,
      stack,
      component,
    }: { globals: Globals; name: string; stack: string; component: Component },
  ): Data {
    const { type } = globals;
    const { section } = component;
    const path = join(this.config.componentPaths[type] ?? '', String(section.component));
    const printed: Record<string, unknown> = {
      ...section,
      atmos_component: name,
      atmos_manifest: manifest.id,
      atmos_stack: stack,
      atmos_stack_file: manifest.id,
      component_info: { component_path: path, component_type: type },
      stack,
    };
    if (type === 'terraform') {
      printed.workspace = workspaceOf(this.config, {
        stack,
        name,
        base: '',
        vars: mapAt(section, 'vars'),
        metadata: mapAt(section, 'metadata'),
        backendType: String(section.backend_type ?? ''),
      });
    }
    return withoutMarks(keysFor(type, printed, mapAt(globals.components, name))) as Data;
  }

  /** The workspace by the full rule, which `describe component` and Terraform itself use. */
  workspace(instance: Instance, section: Data): string {
    return workspaceOf(this.config, {
      stack: instance.stack,
      name: instance.name,
      base: this.#components.get(instance)?.base ?? '',
      vars: mapAt(section, 'vars'),
      metadata: mapAt(section, 'metadata'),
      backendType: String(section.backend_type ?? ''),
    });
  }

  /** The base component of an instance, '' if it is not derived. */
  base(instance: Instance): string {
    return this.#components.get(instance)?.base ?? '';
  }

  /** The section with templates rendered and functions evaluated. */
  evaluated(
    instance: Instance,
    process: { readonly templates: boolean; readonly functions: boolean },
  ): Data {
    const whole = process.templates && process.functions;
    const known = whole ? this.#evaluated.get(instance) : undefined;
    if (known) return known;
    let section = instance.section;
    if (process.templates && this.config.templates.enabled) section = this.#rendered(section);
    if (process.functions && hasCalls(section)) {
      if (whole) this.#evaluated.set(instance, section);
      section = evaluateCalls(this.world, section, {
        stack: instance.stack,
        component: instance.name,
        env: mapAt(section, 'env'),
        sibling: (component, stack) => this.find(component, stack)[0]?.section,
      });
    }
    if (!process.templates && !process.functions) return asUnprocessed(section);
    if (whole) this.#evaluated.set(instance, section);
    return section;
  }

  #rendered(section: Data): Data {
    const { delimiters, evaluations, ignoreMissing } = this.config.templates;
    const [left] = delimiters;
    let current = section;
    for (let pass = 0; pass < evaluations; pass += 1) {
      if (!someString(current, (text) => text.includes(left))) return current;
      const { component_info: info, source, mocks, ...rest } = current;
      const text = renderSection(this.world, stringifyYaml(rest), rest, {
        delimiters,
        missing: ignoreMissing ? 'default' : 'default',
      });
      const value = readYaml(text, 'the rendered component');
      current = {
        ...(isMap(value) ? value : {}),
        component_info: info,
        ...(source === undefined ? {} : { source }),
        ...(mocks === undefined ? {} : { mocks }),
      };
    }
    return current;
  }

  /** The instances of a component in a stack, named by its logical name or its manifest. */
  find(component: string, stack: string): readonly Instance[] {
    return this.instances().filter(
      (each) => each.name === component && (each.stack === stack || each.manifest.id === stack),
    );
  }
}

/** Atmos prints an empty inheritance as null when nothing was rendered. */
function asUnprocessed(section: Data): Data {
  const list = section.inheritance;
  return Array.isArray(list) && list.length === 0 ? { ...section, inheritance: null } : section;
}
