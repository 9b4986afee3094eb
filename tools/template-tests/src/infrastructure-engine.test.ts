import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { suite, test } from 'node:test';
import { runAtmos, type SourceTree } from '@infraforge/stacks';
import { readEstate } from './estate.ts';

const root = resolve(import.meta.dirname, '../../..');
const folder = join(root, 'infrastructure');
const stat = (path: string) => statSync(path, { throwIfNoEntry: false });

const tree: SourceTree = {
  read: (path) => (stat(path)?.isFile() ? readFileSync(path, 'utf8') : undefined),
  isFile: (path) => stat(path)?.isFile() ?? false,
  isDirectory: (path) => stat(path)?.isDirectory() ?? false,
  list: (path) =>
    stat(path)?.isDirectory()
      ? readdirSync(path, { withFileTypes: true })
          .map((entry) => ({ name: entry.name, directory: entry.isDirectory() }))
          .sort((a, b) => (a.name < b.name ? -1 : 1))
      : [],
};

function atmos(...args: readonly string[]): string {
  const world = { tree, workingDirectory: folder, gitRoot: root, env: {}, now: () => new Date(0) };
  const { exit, stdout, stderr } = runAtmos(args, world);
  assert.equal(exit, 0, stderr);
  return stdout;
}

type Described = Readonly<
  Record<string, { components: { terraform: Record<string, { vars: unknown }> } }>
>;

suite('engines/stacks reads the estate', () => {
  test('every stack is valid', () => {
    atmos('validate', 'stacks');
  });

  test('it finds the sixteen workflows', () => {
    assert.equal(atmos('describe', 'workflows').match(/workflow:/g)?.length, 16);
  });

  test('it resolves every instance as these tests do', () => {
    const described = JSON.parse(atmos('describe', 'stacks', '--format', 'json')) as Described;
    const stacks = readEstate(join(folder, 'stacks'));
    assert.equal(Object.keys(described).length, stacks.length);
    for (const { manifest, components } of stacks) {
      const [, tenant, account, , environment] = manifest.split('/');
      const resolved = described[`${tenant}-${account}-${environment}`]?.components.terraform ?? {};
      for (const [name, { metadata, vars }] of Object.entries(components)) {
        if (metadata?.type === 'abstract') continue;
        const wanted = JSON.parse(JSON.stringify(vars), (_, value) => simplified(value));
        const actual = JSON.parse(JSON.stringify(resolved[name]?.vars), (_, value) =>
          simplified(value),
        );
        assert.deepEqual(actual, wanted, `${manifest}: ${name}`);
      }
    }
  });
});

/** What only templates and states decide is not compared. */
function simplified(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return /\{\{|^!terraform\.state|^\(computed\)$|example\.com|acme-|fnx-/.test(value) ? '…' : value;
}
