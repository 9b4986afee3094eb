import { isAbsolute, join, normalize } from 'node:path/posix';
import { readConfigFiles } from './config-files.ts';
import { isMap, mapAt, textAt } from './data.ts';
import { refuse } from './failure.ts';
import type { StackWorld } from './ports.ts';
import type { AtmosConfig, Data, ListStrategy, TemplateSettings } from './types.ts';

/** What holds where no configuration is found at all (Atmos `pkg/config/default.go`). */
const withoutFile: Data = {
  base_path: '.',
  stacks: {
    base_path: 'stacks',
    included_paths: ['orgs/**/*'],
    excluded_paths: ['**/_defaults.yaml'],
    name_pattern: '{tenant}-{environment}-{stage}',
  },
  components: { terraform: { base_path: 'components/terraform' } },
  workflows: { base_path: 'stacks/workflows' },
  templates: { settings: { enabled: true } },
};

/** The configuration at the working directory. Throws PlatformError `stacks.config`. */
export function loadConfig(world: StackWorld): AtmosConfig {
  const files = readConfigFiles(world);
  const raw = files.folder === undefined ? withoutFile : files.data;
  const { env } = world;
  checkTypes(raw);
  const stacks = mapAt(raw, 'stacks');
  const basePath = resolveBase(world, textAt(raw, 'base_path'), files.folder);
  const workflows = textAt(mapAt(raw, 'workflows'), 'base_path');
  const stacksBase = env.ATMOS_STACKS_BASE_PATH ?? textAt(stacks, 'base_path');
  const components = Object.entries(mapAt(raw, 'components')).filter(([, each]) => isMap(each));
  return {
    raw,
    basePath,
    stacksPath: stacksBase === '' ? '' : below(basePath, stacksBase),
    workflowsPath: workflows === '' ? undefined : below(basePath, workflows),
    includedPaths: listOf(env.ATMOS_STACKS_INCLUDED_PATHS, stacks.included_paths),
    excludedPaths: listOf(env.ATMOS_STACKS_EXCLUDED_PATHS, stacks.excluded_paths),
    nameTemplate: env.ATMOS_STACKS_NAME_TEMPLATE ?? textAt(stacks, 'name_template'),
    namePattern: env.ATMOS_STACKS_NAME_PATTERN ?? textAt(stacks, 'name_pattern'),
    listStrategy: strategyOf(
      env.ATMOS_SETTINGS_LIST_MERGE_STRATEGY ?? mapAt(raw, 'settings').list_merge_strategy,
    ),
    inheritMetadata: mapAt(stacks, 'inherit').metadata !== false,
    templates: templateSettings(mapAt(mapAt(raw, 'templates'), 'settings')),
    componentPaths: textsOf(components, 'base_path'),
    commands: textsOf(components, 'command'),
    describeFilter: textAt(mapAt(mapAt(raw, 'describe'), 'component'), 'filter') || 'schema',
    workspacesEnabled: mapAt(mapAt(raw, 'components'), 'terraform').workspaces_enabled !== false,
    prefixSeparator:
      textAt(
        mapAt(mapAt(mapAt(raw, 'components'), 'terraform'), 'workspace'),
        'prefix_separator',
      ) || '-',
    env: mapAt(raw, 'env'),
  };
}

/** Says what the configuration lacks for reading stacks. Throws PlatformError `stacks.config`. */
export function requireStacks(config: AtmosConfig): void {
  if (config.stacksPath === '') {
    throw refuse(
      'config',
      "stack base path must be provided in 'stacks.base_path' config or ATMOS_STACKS_BASE_PATH' ENV variable",
    );
  }
  if (config.includedPaths.length === 0) {
    throw refuse(
      'config',
      "at least one path must be provided in 'stacks.included_paths' config or ATMOS_STACKS_INCLUDED_PATHS' ENV variable",
    );
  }
}

function checkTypes(raw: Data): void {
  for (const [type, each] of Object.entries(mapAt(raw, 'components'))) {
    if (!isMap(each)) continue;
    for (const key of ['command', 'base_path']) {
      const value = each[key];
      if (value === undefined || value === null || typeof value !== 'object') continue;
      throw refuse('config', `'components.${type}.${key}' expected type 'string'`);
    }
  }
}

function resolveBase(world: StackWorld, written: string, folder: string | undefined): string {
  const here = world.workingDirectory;
  const override = world.env.ATMOS_BASE_PATH;
  const value = override || written;
  const origin = override ? here : (folder ?? here);
  const root = world.env.ATMOS_GIT_ROOT_BASEPATH === 'false' ? undefined : world.gitRoot;
  if (value === '!repo-root' || value.startsWith('!repo-root ')) return root ?? origin;
  if (value === '') return root ?? origin;
  if (isAbsolute(value)) return value;
  if (/^\.{1,2}(?:\/|$)/.test(value)) return trimmed(join(origin, value));
  const inRoot = join(root ?? here, value);
  return trimmed(
    !world.tree.isDirectory(inRoot) && world.tree.isDirectory(join(here, value))
      ? join(here, value)
      : inRoot,
  );
}

function below(base: string, path: string): string {
  return trimmed(isAbsolute(path) ? normalize(path) : join(base, path));
}

function trimmed(path: string): string {
  return path.length > 1 ? path.replace(/\/$/, '') : path;
}

function listOf(env: string | undefined, value: unknown): readonly string[] {
  if (env) return env.split(',').map((each) => each.trim());
  return Array.isArray(value) ? value.map(String) : [];
}

/** The list strategy of a value. Throws PlatformError for one that does not exist. */
export function strategyOf(value: unknown): ListStrategy {
  if (value === undefined || value === null || value === '') return 'replace';
  if (value === 'replace' || value === 'append' || value === 'merge') return value;
  throw refuse(
    'config',
    `invalid Atmos manifests list merge strategy '${String(value)}'. Supported list merge strategies are: replace, append, merge`,
  );
}

function textsOf(components: readonly [string, unknown][], key: string) {
  return Object.fromEntries(
    components
      .map(([type, each]) => [type, isMap(each) ? textAt(each, key) : ''] as const)
      .filter(([, text]) => text !== ''),
  );
}

function templateSettings(settings: Data): TemplateSettings {
  const delimiters = settings.delimiters;
  const [left, right] = Array.isArray(delimiters) ? delimiters.map(String) : [];
  return {
    enabled: settings.enabled === true,
    evaluations: typeof settings.evaluations === 'number' ? Math.max(1, settings.evaluations) : 1,
    delimiters: left && right ? [left, right] : ['{{', '}}'],
    ignoreMissing: settings.ignore_missing_template_values === true,
    env: mapAt(settings, 'env'),
  };
}
