import { backendsOf } from './backend.ts';
import { strategyOf } from './config.ts';
import { empty, isMap, mapAt, textAt } from './data.ts';
import { refuse } from './failure.ts';
import { type Chain, inheritanceOf } from './inheritance.ts';
import { mergeAll } from './merge.ts';
import type { AtmosConfig, Data, ListStrategy } from './types.ts';

const rootMetadata = [
  'labels',
  'tags',
  'custom',
  'enabled',
  'locked',
  'terraform_workspace_pattern',
];

/** Types that Atmos lists, in the order in which it looks for a component. */
const componentTypes = [
  'terraform',
  'helmfile',
  'packer',
  'ansible',
  'container',
  'emulator',
  'kubernetes',
  'helm',
];

/** What all components of a type in one manifest share. */
export type Globals = {
  readonly manifest: string;
  readonly merged: Data;
  readonly type: string;
  readonly typeSection: Data;
  readonly components: Data;
};

/** Splits a merged manifest by type. Throws PlatformError `stacks.section`. */
export function globalsOf(manifest: string, merged: Data): readonly Globals[] {
  for (const key of Object.keys(mapAt(merged, 'metadata'))) {
    if (rootMetadata.includes(key)) continue;
    throw refuse(
      'metadata',
      `invalid metadata section in the stack manifest '${manifest}': ${key}`,
    );
  }
  const components = mapAt(merged, 'components');
  return componentTypes
    .filter((type) => isMap(components[type]))
    .map((type) => ({
      manifest,
      merged,
      type,
      typeSection: mapAt(merged, type),
      components: mapAt(components, type),
    }));
}

/** Everything that is known of a component before its stack has a name. */
export type Component = {
  readonly section: Data;
  readonly chain: Chain;
  readonly base: string;
};

const mapSections = ['vars', 'env', 'settings', 'auth', 'hooks', 'generate', 'secrets'] as const;

/** Merges globals, bases, the component itself and its overrides, section by section (research §1.8). */
export function resolveComponent(
  config: AtmosConfig,
  globals: Globals,
  name: string,
  folderExists: (name: string) => boolean,
): Component {
  const { merged, type, typeSection, components, manifest } = globals;
  const own = components[name];
  if (!isMap(own)) {
    throw refuse(
      'section',
      `invalid 'components.${type}.${name}' section in the file '${manifest}'`,
    );
  }
  const chain = inheritanceOf(name, components, { type, manifest, folderExists });
  const overrides = mapAt(own, 'overrides');
  const layers = [...chain.layers, own];
  const strategy = strategyFor(config, { merged, layers, overrides });
  const fold = (key: string, before: readonly Data[], after: readonly Data[]) =>
    mergeAll(
      [...before, ...layers, ...after].map((layer) => mapAt(layer, key)),
      strategy,
    );
  const section: Record<string, unknown> = {};
  for (const key of mapSections) section[key] = fold(key, [merged, typeSection], [overrides]);
  section.env = mergeAll([config.env, section.env as Data], strategy);
  section.secrets = withScopes(section.secrets as Data);
  section.dependencies = fold('dependencies', [merged, typeSection], []);
  section.providers = fold('providers', [typeSection], [overrides]);
  section.required_providers = fold('required_providers', [], [overrides]);
  section.source = fold('source', [typeSection], []);
  section.provision = fold('provision', [typeSection], []);
  section.retry = fold('retry', [], [overrides]);
  section.locals = fold('locals', [], []);
  section.test = fold('test', [], []);
  section.overrides = overrides;
  section.required_version = lastText('required_version', [...layers, overrides]);
  section.command =
    lastText('command', [typeSection, ...layers, overrides]) || config.commands[type] || type;
  section.metadata = metadataOf(config, globals, { chain, own, strategy });
  const rootModule = textAt(mapAt(own, 'metadata'), 'component') || chain.root || name;
  section.component = rootModule;
  section.inheritance = chain.inheritance;
  const base = baseOf(section.metadata as Data, chain, name);
  if (type === 'terraform') {
    const identity =
      textAt(section.metadata as Data, 'name') || (rootModule !== name ? rootModule : name);
    Object.assign(
      section,
      backendsOf({
        component: name,
        stack: manifest,
        sections: [typeSection, ...layers].map((each) => mapAt(each, 'backend')),
        remoteSections: [typeSection, ...layers].map((each) => mapAt(each, 'remote_state_backend')),
        type: scalarOf('backend_type', typeSection, chain.layers, own),
        remoteType: scalarOf('remote_state_backend_type', typeSection, chain.layers, own),
        strategy,
        identity,
        separator: config.prefixSeparator,
        global: mapAt(typeSection, 'backend'),
      }),
    );
  }
  return { section, chain, base };
}

/** The last base counts even when it says nothing, which is a trap that Atmos' users know. */
function scalarOf(key: string, typeSection: Data, bases: readonly Data[], own: Data): string {
  return textAt(own, key) || textAt(bases.at(-1) ?? empty, key) || textAt(typeSection, key);
}

function lastText(key: string, layers: readonly Data[]): string {
  for (const layer of [...layers].reverse())
    if (textAt(layer, key) !== '') return textAt(layer, key);
  return '';
}

function baseOf(metadata: Data, chain: Chain, name: string): string {
  const base = textAt(metadata, 'component') || chain.root;
  return base === name ? '' : base;
}

function metadataOf(
  config: AtmosConfig,
  { merged }: Globals,
  {
    chain,
    own,
    strategy,
  }: { readonly chain: Chain; readonly own: Data; readonly strategy: ListStrategy },
): Data {
  const inherited = config.inheritMetadata
    ? chain.layers.map((layer) => {
        const { inherits: _inherits, type: _type, ...rest } = mapAt(layer, 'metadata');
        return rest;
      })
    : [];
  return mergeAll([mapAt(merged, 'metadata'), ...inherited, mapAt(own, 'metadata')], strategy);
}

function strategyFor(
  config: AtmosConfig,
  {
    merged,
    layers,
    overrides,
  }: { readonly merged: Data; readonly layers: readonly Data[]; readonly overrides: Data },
): ListStrategy {
  for (const layer of [overrides, ...[...layers].reverse(), merged]) {
    const value = mapAt(layer, 'settings').list_merge_strategy;
    if (value !== undefined && value !== '') return strategyOf(value);
  }
  return config.listStrategy;
}

/** A secret belongs to its instance unless it says otherwise. */
function withScopes(secrets: Data): Data {
  const vars = mapAt(secrets, 'vars');
  if (Object.keys(vars).length === 0) return secrets;
  const scoped = Object.entries(vars).map(([name, each]) => [
    name,
    isMap(each) && each.scope === undefined ? { ...each, scope: 'instance' } : each,
  ]);
  return { ...secrets, vars: Object.fromEntries(scoped) };
}
