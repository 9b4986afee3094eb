import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { runGaia } from '../testing/run-gaia.ts';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'gaia kustomize-')));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: orders\ndata:\n  a: b\n';
const service = {
  'base/kustomization.yaml': 'resources:\n- map.yaml\n',
  'base/map.yaml': configMap,
  'overlays/dev/kustomization.yaml': 'namespace: payments-dev\nresources:\n- ../../base\n',
};
const build = (folder: string, ...more: readonly string[]) =>
  runGaia(['kustomize', 'build', join(root, folder), ...more], undefined);

test('prints what the overlay builds', async () => {
  write(service);
  const ran = await build('overlays/dev');
  assert.deepEqual(ran, {
    code: 0,
    stdout:
      'apiVersion: v1\ndata:\n  a: b\nkind: ConfigMap\nmetadata:\n  name: orders\n  namespace: payments-dev\n',
    stderr: '',
  });
});

test('as JSON, and as names', async () => {
  write(service);
  const json = await build('overlays/dev', '-o', 'json');
  assert.equal(JSON.parse(json.stdout).items[0].metadata.namespace, 'payments-dev');
  const names = await build('overlays/dev', '-o', 'name');
  assert.equal(names.stdout, 'configmap/orders\n');
});

test('says the same as kubectl kustomize, where there is one', async (t) => {
  write(service);
  let expected: string;
  try {
    expected = execFileSync('kubectl', ['kustomize', join(root, 'overlays/dev')], {
      encoding: 'utf8',
    });
  } catch {
    return t.skip('there is no kubectl on PATH');
  }
  assert.equal((await build('overlays/dev')).stdout, expected);
});

test('what is wrong is said with its file', async () => {
  write({ ...service, 'base/kustomization.yaml': 'resources:\n- gone.yaml\n' });
  const ran = await build('overlays/dev');
  assert.equal(ran.code, 1);
  assert.equal(ran.stdout, '');
  assert.match(ran.stderr, /^error: .* does not build\.\n/);
  assert.match(ran.stderr, /base\/kustomization\.yaml/);
  assert.match(ran.stderr, /gone\.yaml/);
});

test('nothing outside of the repository is read, also not through a link', async () => {
  write({
    'outside/map.yaml': configMap,
    'repository/.git/HEAD': '',
    'repository/a/kustomization.yaml': 'resources:\n- ../../outside/map.yaml\n',
    'repository/b/kustomization.yaml': 'resources:\n- link/map.yaml\n',
    'repository/c/kustomization.yaml': 'resources:\n- link.yaml\n',
  });
  symlinkSync(join(root, 'outside'), join(root, 'repository/b/link'));
  symlinkSync(join(root, 'outside/map.yaml'), join(root, 'repository/c/link.yaml'));
  for (const folder of ['a', 'b', 'c']) {
    const ran = await build(`repository/${folder}`);
    assert.equal(ran.code, 1, `${folder}: ${ran.stdout}`);
    assert.equal(ran.stdout, '');
  }
});

test('a folder that is none', async () => {
  const ran = await build('nowhere');
  assert.equal(ran.code, 1);
  assert.match(ran.stderr, /nowhere is no folder\.\ndo: {4}Name the folder/);
});
