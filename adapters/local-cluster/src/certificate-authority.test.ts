import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { createServer, get } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { systemClock } from '@infraforge/kernel';
import { tempDirectory } from '@infraforge/testkit';
import { openCertificateAuthority } from './certificate-authority.ts';

const hosts = ['localhost', '127.0.0.1'];

test('two processes that open the authority at once have the same', async (t) => {
  const { path: keys, remove } = await tempDirectory();
  t.after(remove);
  const [one, other] = await Promise.all([
    openCertificateAuthority(keys, systemClock),
    openCertificateAuthority(keys, systemClock),
  ]);
  assert.equal(one.certificate, other.certificate);
  assert.deepEqual(await readdir(keys), ['ca.pem']);
  assert.equal((await stat(join(keys, 'ca.pem'))).mode & 0o777, 0o600);
});

test('a leaf is kept until it expires or is for other hosts', async (t) => {
  const { path: keys, remove } = await tempDirectory();
  t.after(remove);
  const authority = await openCertificateAuthority(keys, systemClock);
  const leaf = await authority.leaf('api', hosts);
  assert.deepEqual(await authority.leaf('api', hosts), leaf);
  assert.notEqual((await authority.leaf('api', ['localhost'])).certificate, leaf.certificate);
  const kept = await authority.leaf('api', hosts);
  const later = { now: () => new Date(Date.now() + 380 * 24 * 3600_000) };
  const then = await openCertificateAuthority(keys, later);
  assert.notEqual((await then.leaf('api', hosts)).certificate, kept.certificate);
});

test('who trusts the authority trusts a leaf, by name and by address', async (t) => {
  const { path: keys, remove } = await tempDirectory();
  t.after(remove);
  const authority = await openCertificateAuthority(keys, systemClock);
  const leaf = await authority.issue(hosts);
  assert.ok(new X509Certificate(leaf.certificate).checkIP('127.0.0.1'));
  const server = createServer({ key: leaf.key, cert: leaf.certificate }, (_, response) =>
    response.end('hello'),
  );
  t.after(() => server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  for (const host of hosts) {
    const status = await new Promise((resolve, reject) => {
      get({ host, port, ca: authority.certificate, agent: false }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).on('error', reject);
    });
    assert.equal(status, 200, host);
  }
});
