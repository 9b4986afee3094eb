import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { hasCode } from '@infraforge/kernel';
import { execa } from 'execa';
import { dataDirectory } from './data-directory.ts';
import { createLayerStore, type LayerStoreOptions, layerKey } from './dependency-layer.ts';
import { probeIsolation } from './isolation.ts';
import { layerMachine } from './layer-machine.ts';
import type { PackageFiles } from './package-files.ts';

const SIGNAL = AbortSignal.timeout(60_000);

let root = '';
let registry: Server;
let url = '';
let downloads = 0;

/** A registry with one package, whose scripts leave traces. */
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'layers '));
  const source = join(root, 'source', 'package');
  await mkdir(source, { recursive: true });
  const scripts = {
    postinstall: 'node -e "fs.writeFileSync(\'trace\', String(process.getuid()))"',
  };
  const manifest = { name: 'dep', version: '1.0.0', main: 'index.js', scripts };
  await writeFile(join(source, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(source, 'index.js'), 'module.exports = "dep";');
  await execa('tar', ['-czf', join(root, 'dep.tgz'), '-C', dirname(source), 'package']);
  const tarball = await readFile(join(root, 'dep.tgz'));
  registry = createServer((request, response) => {
    if (request.url === '/dep/-/dep-1.0.0.tgz') {
      downloads += 1;
      response.end(tarball);
      return;
    }
    const version = { ...manifest, dist: { tarball: `${url}/dep/-/dep-1.0.0.tgz` } };
    response.setHeader('content-type', 'application/json');
    response.statusCode = request.url === '/dep' ? 200 : 404;
    response.end(
      JSON.stringify({
        name: 'dep',
        'dist-tags': { latest: '1.0.0' },
        versions: { '1.0.0': version },
      }),
    );
  }).listen(0, '127.0.0.1');
  await once(registry, 'listening');
  url = `http://127.0.0.1:${(registry.address() as AddressInfo).port}`;
});

after(async () => {
  registry.closeAllConnections();
  registry.close();
  await execa('chmod', ['-R', 'u+w', root]);
  await rm(root, { recursive: true, force: true });
});

async function store(name: string, more: Partial<LayerStoreOptions> = {}) {
  const data = dataDirectory(join(root, name));
  await mkdir(join(root, name, 'home'), { recursive: true });
  const layers = createLayerStore({
    data,
    ...layerMachine(),
    environment: {
      PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
      HOME: join(root, name, 'home'),
      npm_config_registry: url,
      npm_config_fetch_retries: '0',
    },
    crashPoint: () => {},
    ...more,
  });
  return { data, layers };
}

function files(
  name: string,
  more: { allowScripts?: object; dependency?: string } = {},
): PackageFiles {
  const { allowScripts, dependency = 'dep' } = more;
  const dependencies = { [dependency]: '1.0.0' };
  const manifest = {
    name,
    version: '1.2.3',
    dependencies,
    ...(allowScripts ? { allowScripts } : {}),
  };
  const lock = {
    name,
    version: '1.2.3',
    lockfileVersion: 3,
    requires: true,
    packages: {
      '': { name, version: '1.2.3', dependencies },
      [`node_modules/${dependency}`]: {
        version: '1.0.0',
        resolved: `${url}/${dependency}/-/${dependency}-1.0.0.tgz`,
        hasInstallScript: true,
      },
    },
  };
  return { manifest: JSON.stringify(manifest), lock: JSON.stringify(lock) };
}

test('programs with one lock share a layer, whatever their names, and it is installed once', async () => {
  const { layers, data } = await store('shared');
  const before = downloads;
  const [one, two] = await Promise.all([
    layers.prepare(files('one'), SIGNAL),
    layers.prepare(files('two'), SIGNAL),
  ]);
  assert.equal(one, two);
  assert.equal(downloads - before, 1);
  assert.equal(await layers.prepare(files('three'), SIGNAL), one);
  assert.equal(await readFile(join(one, 'dep', 'index.js'), 'utf8'), 'module.exports = "dep";');
  assert.equal((await readdir(data.layers)).length, 1, 'nothing half-made is left');
});

test('a layer cannot be changed, and no script ran in it', async () => {
  const { layers } = await store('closed');
  const modules = await layers.prepare(files('one'), SIGNAL);
  const { mode } = await stat(join(modules, 'dep', 'index.js'));
  assert.equal(mode & 0o222, 0);
  assert.ok(!(await readdir(join(modules, 'dep'))).includes('trace'));
});

test('a script runs when its package is named, confined', async (context) => {
  const scratch = join(root, 'scratch');
  const hosts = join(root, 'hosts');
  await mkdir(scratch);
  await writeFile(hosts, '127.0.0.1 localhost\n');
  const node = process.execPath;
  const { level } = await probeIsolation({
    isRoot: process.getuid?.() === 0,
    node,
    scratch,
    hosts,
  });
  if (level === 'none') return context.skip('programs cannot be confined on this machine');
  const scripts = { level, node, hosts, timeLimitMs: 30_000 };
  const { layers } = await store('scripts', { scripts });
  const modules = await layers.prepare(files('one', { allowScripts: { dep: true } }), SIGNAL);
  const user = await readFile(join(modules, 'dep', 'trace'), 'utf8');
  if (level === 'users') assert.ok(Number(user) >= 300_000, 'a user of its own');
  const other = await layers.prepare(files('one', { allowScripts: { dep: false } }), SIGNAL);
  assert.notEqual(other, modules);
  assert.ok(!(await readdir(join(other, 'dep'))).includes('trace'));
});

const failures: readonly (readonly [
  string,
  PackageFiles | (() => PackageFiles),
  Partial<LayerStoreOptions>,
  RegExp,
])[] = [
  [
    'a package that is not there',
    () => files('one', { dependency: 'nothing' }),
    {},
    /npm ci failed: Not Found - GET/,
  ],
  [
    'a lock that does not fit',
    () => ({
      manifest: files('one').manifest,
      lock: JSON.stringify({ lockfileVersion: 3, packages: { '': {} } }),
    }),
    {},
    /npm ci failed: .*in sync/,
  ],
  [
    'a lock of npm 6',
    () => ({ manifest: files('one').manifest, lock: '{"lockfileVersion":1}' }),
    {},
    /npm 6 or older/,
  ],
  [
    'a lock that is no JSON',
    () => ({ manifest: files('one').manifest, lock: '<<<<' }),
    {},
    /package-lock\.json is no JSON/,
  ],
  ['too much', () => files('one'), { sizeLimitBytes: 1000 }, /more than the 0 MiB/],
  ['too slow', () => files('one'), { timeLimitMs: 1 }, /took longer than 0 s/],
];

for (const [name, given, more, expected] of failures) {
  test(`says what is wrong and what to do: ${name}`, async () => {
    const { layers, data } = await store(`failing ${name}`, more);
    const wanted = typeof given === 'function' ? given() : given;
    await assert.rejects(layers.prepare(wanted, SIGNAL), (error: Error & { hint?: string }) => {
      assert.ok(hasCode(error, 'cluster.image'), String(error));
      assert.match(error.message, expected);
      assert.ok(error.hint);
      return true;
    });
    assert.deepEqual(await readdir(data.layers).catch(() => []), []);
  });
}

test('the key changes with Node, machine and dependencies, and not with name and version', () => {
  const machine = { nodeVersion: '24.0.0', platform: 'linux-x64-glibc' };
  const key = layerKey(files('one'), machine);
  assert.equal(layerKey(files('two'), machine), key);
  assert.notEqual(layerKey(files('one', { dependency: 'x' }), machine), key);
  assert.notEqual(layerKey(files('one'), { ...machine, nodeVersion: '24.0.1' }), key);
  assert.notEqual(layerKey(files('one'), { ...machine, platform: 'linux-arm64-glibc' }), key);
});
