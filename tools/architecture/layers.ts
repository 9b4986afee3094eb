/** The floors of the house (DESIGN §3). */
export type Layer =
  | 'kernel'
  | 'languages'
  | 'engines'
  | 'adapters'
  | 'platform'
  | 'plugins (common)'
  | 'plugins (node)'
  | 'plugins (backend)'
  | 'plugins (frontend)'
  | 'packages'
  | 'tools';

/** Which floor a package's directory stands on. The root package owns the loose files of `tools/`. */
export function layerOf(directory: string): Layer {
  const [floor = '', name = ''] = directory.split('/');
  switch (floor) {
    case 'kernel':
    case 'languages':
    case 'engines':
    case 'adapters':
    case 'platform':
    case 'packages':
      return floor;
    case 'plugins':
      if (/-backend(-module-|$)/.test(name)) return 'plugins (backend)';
      if (name.endsWith('-node')) return 'plugins (node)';
      if (name.endsWith('-common')) return 'plugins (common)';
      return 'plugins (frontend)';
    default:
      return 'tools';
  }
}

const below: readonly Layer[] = [
  'kernel',
  'languages',
  'engines',
  'adapters',
  'platform',
  'plugins (common)',
  'plugins (node)',
  'plugins (backend)',
  'plugins (frontend)',
];

const table: Readonly<Record<Layer, readonly Layer[]>> = {
  kernel: [],
  languages: ['kernel'],
  engines: ['languages', 'kernel'],
  adapters: ['engines', 'languages', 'kernel'],
  platform: ['engines', 'languages', 'kernel'],
  'plugins (common)': [],
  'plugins (node)': ['platform'],
  'plugins (backend)': ['plugins (node)', 'plugins (common)', 'platform'],
  'plugins (frontend)': ['plugins (common)'],
  packages: below,
  tools: [...below, 'packages', 'tools'],
};

/** The floors that `from` may import, as the table of DESIGN §3 says. */
export function floorsBelow(from: Layer): readonly Layer[] {
  return table[from];
}

/** Backstage plugins see the use cases' types; the objects come from `packages/backend` through the service ref. */
export function onlyTypes(from: Layer, to: Layer): boolean {
  return from === 'plugins (backend)' && to === 'platform';
}
