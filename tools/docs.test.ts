import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { test } from 'node:test';

const root = resolve(import.meta.dirname, '..');
const pages = globSync('{README,CONTRIBUTING,AGENTS}.md', { cwd: root }).concat(
  globSync('docs/**/*.md', { cwd: root }),
);
/** A path in backticks that begins in a folder of ours, with an ending or without. */
const ownPath =
  /`((?:adapters|bin|catalog|engines|infrastructure|kernel|languages|packages|platform|plugins|templates|tools)\/[\w./-]+)`/g;

for (const page of pages.sort()) {
  test(`${page} names files that are there`, () => {
    const text = readFileSync(join(root, page), 'utf8').replace(/```[\s\S]*?```/g, '');
    const named = [...text.matchAll(ownPath)].map(([, path = '']) => path);
    const links = [...text.matchAll(/\]\((?![a-z]+:|#)([^)#\s]+)(?:#[^)]*)?\)/g)];
    const linked = links.map(([, target = '']) => join(dirname(page), target));
    // Repositories on the forge look like paths of ours.
    const ours = named.filter((path) => !/^platform\/(state|content)$/.test(path));
    const gone = [...ours, ...linked].filter((path) => !existsSync(join(root, path)));
    assert.deepEqual(gone, []);
  });
}
