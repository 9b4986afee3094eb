import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { systemClock } from '@infraforge/kernel';
import { openCertificateAuthority } from '@infraforge/local-cluster';
import { validToken } from '../testing/platform-double.ts';
import { runGaia } from '../testing/run-gaia.ts';

test('prints where the cluster is, who vouches for it and the token', async (t) => {
  const data = mkdtempSync(join(tmpdir(), 'gaia kubeconfig-'));
  t.after(() => rmSync(data, { recursive: true, force: true }));
  writeFileSync(join(data, 'config.yaml'), 'portOffset: 100\n');
  const authority = await openCertificateAuthority(join(data, 'keys'), systemClock);
  const words = ['kubeconfig', '--namespace', 'payments-dev', '-o', 'json'];
  const ran = await runGaia(words, undefined, { dataDirectory: () => data });
  assert.equal(ran.code, 0, ran.stderr);
  const { clusters, users, contexts } = JSON.parse(ran.stdout);
  assert.equal(clusters[0].cluster.server, 'https://127.0.0.1:6543');
  const certificate = clusters[0].cluster['certificate-authority-data'];
  assert.equal(Buffer.from(certificate, 'base64').toString(), authority.certificate);
  assert.equal(users[0].user.token, validToken);
  assert.equal(contexts[0].context.namespace, 'payments-dev');
  assert.ok(!ran.stdout.includes('PRIVATE KEY'));
});

test('says what to do where no platform was started, and where it is another machine', async () => {
  const never = await runGaia(['kubeconfig'], undefined);
  assert.equal(never.code, 1);
  assert.match(never.stderr, /gaia up/);
  const remote = await runGaia(['kubeconfig'], 'https://portal.example.com');
  assert.equal(remote.code, 1);
  assert.match(remote.stderr, /not the platform on this machine/);
});
