import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { tempDirectory } from '@infraforge/testkit';
import { readPackageFiles } from './package-files.ts';

const express = { express: '5.3.0' };

const examples: readonly [string, object, object | undefined, RegExp | 'files' | 'none'][] = [
  ['no dependencies', {}, undefined, 'none'],
  ['no lock', { dependencies: express }, undefined, 'files'],
  [
    'a lock that fits',
    { dependencies: express },
    { packages: { '': { dependencies: express } } },
    'files',
  ],
  [
    'a version that the lock does not know',
    { dependencies: { express: '4.18.0' } },
    { packages: { '': { dependencies: express } } },
    /does not fit package\.json: express/,
  ],
  [
    'a dependency that the lock does not know',
    { dependencies: { ...express, pg: '8.0.0' }, devDependencies: { jest: '30.0.0' } },
    { packages: { '': { dependencies: express } } },
    /pg, jest/,
  ],
];

for (const [name, manifest, lock, expected] of examples) {
  test(`reads what npm installs from: ${name}`, async () => {
    const folder = await tempDirectory();
    try {
      await writeFile(join(folder.path, 'package.json'), JSON.stringify(manifest));
      if (lock) await writeFile(join(folder.path, 'package-lock.json'), JSON.stringify(lock));
      const files = readPackageFiles(folder.path);
      if (expected instanceof RegExp) await assert.rejects(files, expected);
      else assert.equal((await files) !== undefined, expected === 'files');
    } finally {
      await folder.remove();
    }
  });
}
