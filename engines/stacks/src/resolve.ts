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
import { versionOf, withVersions } from './versions.ts';

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

  /** Whether the folder of the stacks has no manifest. */
  isEmpty(): boolean {
    return this.#paths().length === 0;
  }

  /** Absolute paths of the top-level manifests, sorted. Throws PlatformError when there is none. */
  manifestPaths(): readonly string[] {
    const found = this.#paths();
    if (found.length > 0) return found;
    throw refuse('no-manifests', `no stack manifests found in ${this.config.stacksPath}`);
  }

  #paths(): readonly string[] {
    const { tree } = this.world;
    const { stacksPath, includedPaths } = this.config;
    requireStacks(this.config);
    const excluded = this.#excluded();
    const found = new Set<string>();
    for (const path of includedPaths) {
      for (const pattern of withExtensions(join(stacksPath, path))) {
        for (const file of findFiles(tree, pattern)) {
          if (!excluded.some((expression) => expression.test(file))) found.add(file);
        }
      }
    }
    return [...found].sort();
  }

  /** Every file below the stacks folder that is not excluded, with its imports merged in. Throws for the first fault. */
  files(): readonly { readonly file: string; readonly data: Data }[] {
    const { stacksPath } = this.config;
    const excluded = this.#excluded();
    return findFiles(this.world.tree, join(stacksPath, '**/*.{yaml,yml}'))
      .filter((path) => !excluded.some((expression) => expression.test(path)))
      .map((path) => ({
        file: path.slice(stacksPath.length + 1),
        data: this.#loader.load(path).merged,
      }));
  }

  #excluded(): readonly RegExp[] {
    return this.config.excludedPaths
      .flatMap((path) => withExtensions(join(this.config.stacksPath, path)))
      .map(globExpression);
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
    const base = type === 'helm' ? undefined : this.config.componentPaths[type];
    const path = base === undefined ? undefined : join(base, String(section.component));
    const printed: Record<string, unknown> = {
      ...section,
      atmos_component: name,
      atmos_manifest: manifest.id,
      atmos_stack: stack,
      atmos_stack_file: manifest.id,
      component_info:
        path === undefined
          ? { component_type: type }
          : { component_path: path, component_type: type },
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
    if (process.templates && this.config.templates.enabled)
      section = this.#rendered(instance, section);
    if (process.functions && hasCalls(section)) {
      if (whole) this.#evaluated.set(instance, section);
      section = evaluateCalls(this.world, section, {
        stack: instance.stack,
        component: instance.name,
        env: mapAt(section, 'env'),
        version: (name) => versionOf(this.config, instance.manifest.merged, name),
        sibling: (component, stack) => this.find(component, stack)[0]?.section,
      });
    }
    if (!process.templates && !process.functions) return asUnprocessed(section);
    if (whole) this.#evaluated.set(instance, section);
    return section;
  }

  #sibling(name: string, stack: string): Data {
    const found = this.find(name, stack)[0];
    if (!found)
      throw refuse('component', `Could not find the component ${name} in the stack ${stack}`);
    const section = this.evaluated(found, { templates: true, functions: true });
    return section.remote_state_backend_type === 'static'
      ? { ...section, outputs: mapAt(section, 'remote_state_backend') }
      : section;
  }

  /** The world with the variables that template settings give. */
  #templateWorld(section: Data): StackWorld {
    const own = mapAt(mapAt(mapAt(mapAt(section, 'settings'), 'templates'), 'settings'), 'env');
    const env = { ...this.config.templates.env, ...own };
    if (Object.keys(env).length === 0) return this.world;
    const texts = Object.fromEntries(
      Object.entries(env).map(([key, value]) => [key, String(value)]),
    );
    return { ...this.world, env: { ...this.world.env, ...texts } };
  }

  #rendered(instance: Instance, section: Data): Data {
    const { delimiters, evaluations } = this.config.templates;
    const [left] = delimiters;
    let current = section;
    for (let pass = 0; pass < evaluations; pass += 1) {
      if (!someString(current, (text) => text.includes(left))) return current;
      const { component_info: info, source, mocks, ...rest } = current;
      const text = renderSection(
        this.#templateWorld(rest),
        stringifyYaml(rest),
        withVersions(this.config, instance.manifest.merged, rest),
        {
          delimiters,
          missing: 'default',
          component: (name, stack) => this.#sibling(name, stack),
        },
      );
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
