import assert from 'node:assert/strict';
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { parseToken } from '@infraforge/identity';
import { tempDirectory } from '@infraforge/testkit';
import { type Installation, installationAt } from './installation.ts';
import { ensureSecrets } from './secrets.ts';

async function installation(context: TestContext): Promise<Installation> {
  const directory = await tempDirectory();
  context.after(() => directory.remove());
  const made = installationAt('/nowhere', directory.path);
  await mkdir(made.keys, { mode: 0o700 });
  return made;
}

test('secrets are made once, and only their owner can read them', async (context) => {
  const place = await installation(context);
  const first = await ensureSecrets(place, 'http://localhost:7007');
  const second = await ensureSecrets(place, 'http://localhost:7107');
  assert.deepEqual(second, first);
  assert.ok(parseToken(first.adminToken) && parseToken(first.serviceToken));
  assert.equal(new Set(Object.values(first)).size, 3);
  const master = (await readFile(join(place.keys, 'master'), 'utf8')).trim();
  assert.equal(Buffer.from(master, 'base64').length, 32);
  const names = ['master', 'webhook', 'service-token'];
  for (const file of [place.credentials, ...names.map((name) => join(place.keys, name))]) {
    assert.equal((await stat(file)).mode & 0o777, 0o600, file);
  }
  assert.deepEqual(JSON.parse(await readFile(place.credentials, 'utf8')), {
    server: 'http://localhost:7107',
    token: first.adminToken,
  });
});

test('a key that others could read is closed, credentials that are broken are made anew', async (context) => {
  const place = await installation(context);
  await ensureSecrets(place, 'http://localhost:7007');
  await chmod(join(place.keys, 'master'), 0o644);
  await writeFile(place.credentials, '{"server": "http://localhost:7007", "token": "ifp_cut');
  const { adminToken } = await ensureSecrets(place, 'http://localhost:7007');
  assert.equal((await stat(join(place.keys, 'master'))).mode & 0o777, 0o600);
  assert.ok(parseToken(adminToken));
});
