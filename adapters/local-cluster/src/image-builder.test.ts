import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { hasCode } from '@infraforge/kernel';
import { type DataDirectory, dataDirectory } from './data-directory.ts';
import { type FindImageSource, parseImage } from './image.ts';
import { createImageBuilder, type ImageBuilder } from './image-builder.ts';
import { pruneImages } from './prune-images.ts';
import { removeHalfMade } from './temporary.ts';

const SIGNAL = AbortSignal.timeout(30_000);
const layers = { prepare: async () => '/layer/node_modules' };

async function withBuilder(
  source: FindImageSource,
  run: (builder: ImageBuilder, data: DataDirectory) => Promise<void>,
): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), 'builder-'));
  const data = dataDirectory(root);
  const crashPoint = () => {};
  try {
    await run(createImageBuilder({ data, layers, source, linkModules: false, crashPoint }), data);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

const names: readonly (readonly [string, string, string, string])[] = [
  ['localhost:7080/payments/orders:abc', 'localhost:7080', 'payments/orders', 'abc'],
  ['forge.local/a/b', 'forge.local', 'a/b', 'latest'],
  ['node:24', '', 'node', '24'],
  ['library/node', '', 'library/node', 'latest'],
];

for (const [image, host, repository, tag] of names) {
  test(`the parts of ${image}`, () =>
    assert.deepEqual(parseImage(image), { host, repository, tag }));
}

test('an image is built once for all who ask, and not again', async () => {
  let checkouts = 0;
  const source: FindImageSource = async () => ({
    async checkout(directory) {
      checkouts += 1;
      await writeFile(
        join(directory, 'Dockerfile'),
        'FROM x\nARG REVISION\nENV REV=$REVISION\nCMD ["node"]',
      );
      const dependencies = { dep: '1.0.0' };
      await writeFile(join(directory, 'package.json'), JSON.stringify({ dependencies }));
      await mkdir(join(directory, 'node_modules'));
      await writeFile(join(directory, 'node_modules', 'committed'), '');
    },
  });
  await withBuilder(source, async (builder, data) => {
    const [one, two] = await Promise.all([
      builder.build('f/a/b:1', SIGNAL),
      builder.build('f/a/b:1', SIGNAL),
    ]);
    assert.deepEqual(one, two);
    assert.deepEqual(one.config.environment, { REV: '1' });
    assert.equal(one.modules, '/layer/node_modules');
    assert.deepEqual(await readdir(join(one.app, 'node_modules')), [], 'a place for the layer');
    assert.deepEqual(await builder.build('f/a/b:1', SIGNAL), one);
    assert.equal(checkouts, 1);
    assert.deepEqual(await readdir(data.builds), [one.digest]);
    const tomorrow = new Date(Date.now() + 25 * 60 * 60_000);
    await pruneImages(data, ['f/a/b:1'], tomorrow);
    assert.deepEqual(await readdir(data.builds), [one.digest], 'a pod uses it');
    await pruneImages(data, [], new Date());
    assert.deepEqual(await readdir(data.builds), [one.digest], 'it is of today');
    await pruneImages(data, [], tomorrow);
    assert.deepEqual(await readdir(data.builds), []);
  });
});

const refused: readonly (readonly [string, FindImageSource, RegExp])[] = [
  ['foreign', async () => undefined, /is not an image of a repository on this forge/],
  ['empty', async () => ({ checkout: async () => {} }), /says nowhere what to run/],
  [
    'broken',
    async () => ({ checkout: (directory) => writeFile(join(directory, 'package.json'), '{') }),
    /package\.json is no JSON/,
  ],
];

for (const [name, source, message] of refused) {
  test(`an image that is ${name} says so, and leaves nothing behind`, () =>
    withBuilder(source, async (builder, data) => {
      await assert.rejects(builder.build('f/a/b:1', SIGNAL), (error: Error) => {
        assert.ok(hasCode(error, 'cluster.image'));
        assert.match(error.message, message);
        return true;
      });
      assert.deepEqual(await readdir(data.builds).catch(() => []), []);
    }));
}

test('what dead processes left half-made goes, what living ones make stays', () =>
  withBuilder(
    async () => undefined,
    async (_builder, data) => {
      const dead = 2 ** 22 + 7;
      for (const name of [`new-${dead}-a`, `new-${process.ppid}-b`, 'c'.repeat(64)]) {
        await mkdir(join(data.builds, name), { recursive: true });
      }
      await removeHalfMade(data);
      assert.deepEqual(
        await readdir(data.builds),
        ['c'.repeat(64), `new-${process.ppid}-b`].sort(),
      );
    },
  ));
