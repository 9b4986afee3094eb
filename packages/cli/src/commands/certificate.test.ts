import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { test } from 'node:test';
import { tempDirectory } from '@infraforge/testkit';
import { runGaia } from '../testing/run-gaia.ts';

const HOST = 'orders.dev.localhost';

test('certificates are issued, listed, rotated, and trusted by what export prints', async (context) => {
  const directory = await tempDirectory('gaia certificate ');
  context.after(() => directory.remove());
  const gaia = (...words: string[]) => runGaia([...words, '--data-dir', directory.path], undefined);
  assert.match((await gaia('certificate', 'export')).stderr, /no certificate authority yet/);
  assert.match((await gaia('certificate', 'list')).stderr, /No certificate was made yet/);
  const issued = JSON.parse((await gaia('certificate', 'issue', HOST, '-o', 'json')).stdout);
  const { file, fingerprint } = issued.items[0];
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  const [host, expires] =
    (await gaia('certificate', 'list')).stdout.split('\n')[1]?.split(/ +/) ?? [];
  assert.equal(host, HOST);
  assert.match(expires ?? '', /^\d{4}-\d\d-\d\d$/);
  const rotated = JSON.parse((await gaia('certificate', 'rotate', '-o', 'json')).stdout);
  assert.equal(rotated.items.length, 1);
  assert.notEqual(rotated.items[0].fingerprint, fingerprint);
  const { stdout: authority } = await gaia('certificate', 'export');
  assert.doesNotMatch(authority, /PRIVATE/);
  const leaf = new X509Certificate(await readFile(file));
  assert.ok(leaf.verify(new X509Certificate(authority).publicKey));
  const refused = await gaia('certificate', 'issue', '../ca');
  assert.equal(refused.code, 1);
  assert.match(refused.stderr, /"..\/ca" is no name of a host/);
});
