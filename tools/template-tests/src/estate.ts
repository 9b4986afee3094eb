import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse, type ScalarTag } from 'yaml';

type Tree = Readonly<Record<string, unknown>>;
export type Instance = {
  readonly metadata?: {
    readonly component?: string;
    readonly type?: string;
    readonly inherits?: readonly string[];
  };
  readonly dependencies?: { readonly components: readonly { readonly component: string }[] };
  readonly vars: Tree;
};
export type Stack = {
  readonly manifest: string;
  readonly components: Readonly<Record<string, Instance>>;
};

/** Functions of Atmos stay what they say. */
const customTags: ScalarTag[] = [
  {
    tag: '!terraform.state',
    resolve: (text) => `!terraform.state ${text}`,
  },
];

/**
 * The stacks below a folder, as far as this content uses Atmos: imports by name, deep merge with later values winning,
 * `metadata.inherits`, global vars. A second reading, independent of engines/stacks, that these tests hold it against.
 *
 * Throws on an import that is not there and on a cycle.
 */
export function readEstate(folder: string): readonly Stack[] {
  const manifests = globSync('orgs/**/*.yaml', { cwd: folder })
    .filter((file) => !file.endsWith('_defaults.yaml'))
    .map((file) => relative('.', file).replace(/\.yaml$/, ''))
    .sort();
  return manifests.map((manifest) => {
    const tree = load(folder, manifest, []);
    const declared = ((tree.components as Tree).terraform ?? {}) as Record<string, Instance>;
    const components = Object.entries(declared).map(([name, instance]) => {
      const inherited = (instance.metadata?.inherits ?? []).map((base) => {
        if (!declared[base])
          throw new Error(`${manifest}: ${name} inherits ${base}, which is nowhere`);
        return { ...declared[base], metadata: {} };
      });
      return [name, [{ vars: tree.vars }, ...inherited, instance].reduce(merge, {})];
    });
    return { manifest, components: Object.fromEntries(components) };
  });
}

function load(folder: string, manifest: string, path: readonly string[]): Tree {
  if (path.includes(manifest)) throw new Error(`${[...path, manifest].join(' → ')} is a cycle`);
  const text = readFileSync(join(folder, `${manifest}.yaml`), 'utf8');
  const { import: imports = [], ...own } = parse(text, { customTags }) as Tree;
  const imported = (imports as readonly string[]).map((name) =>
    load(folder, name, [...path, manifest]),
  );
  return [...imported, own].reduce(merge, {});
}

function merge(earlier: Tree, later: Tree): Tree {
  const both = Object.entries(later).map(([key, value]) => {
    const before = earlier[key];
    return [key, isTree(before) && isTree(value) ? merge(before, value) : value];
  });
  return { ...earlier, ...Object.fromEntries(both) };
}

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
