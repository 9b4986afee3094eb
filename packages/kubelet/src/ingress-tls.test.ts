import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import { get } from 'node:https';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { systemClock } from '@infraforge/kernel';
import { openCertificateAuthority } from '@infraforge/local-cluster';
import { tempDirectory } from '@infraforge/testkit';
import {
  deploy,
  eventually,
  fetchHost,
  type LocalWorld,
  put,
  startLocalWorld,
} from './testing/local-world.ts';
import { serverThatSays } from './testing/programs.ts';

const HOST = 'web.dev.localhost';

let world: LocalWorld;
before(async () => {
  world = await startLocalWorld();
  await world.image('forge/team/web:1', serverThatSays('over TLS'));
  await deploy(world.store, 'web', 'forge/team/web:1');
  await eventually(async () =>
    (await fetchHost(world.port(), HOST)).status === 200 ? true : undefined,
  );
});
after(() => world.close());

/** What the ingress answers to a client who trusts only `ca`. */
function fetchTls(host: string, ca: string): Promise<string> {
  const options = { host: '127.0.0.1', port: world.tlsPort(), servername: host, agent: false };
  return new Promise((resolve, reject) => {
    get({ ...options, ca, headers: { host } }, (response) => {
      let body = '';
      response.on('data', (text) => {
        body += text;
      });
      response.on('end', () => resolve(body));
    }).on('error', reject);
  });
}

test('a host is served over TLS by the authority of the installation', async () => {
  const keys = join(world.data.root, 'keys');
  const { certificate } = await openCertificateAuthority(keys, systemClock);
  assert.equal(await fetchTls(HOST, certificate), 'over TLS');
  const leaf = join(keys, 'ingress', `${HOST}.pem`);
  assert.equal((await stat(leaf)).mode & 0o777, 0o600);
  const kept = await readFile(leaf, 'utf8');
  assert.equal(await fetchTls(HOST, certificate), 'over TLS');
  assert.equal(await readFile(leaf, 'utf8'), kept);
});

test('a host that nobody serves gets no certificate', async () => {
  const { certificate } = await openCertificateAuthority(
    join(world.data.root, 'keys'),
    systemClock,
  );
  await assert.rejects(fetchTls('nobody.dev.localhost', certificate));
});

test('the Secret that an Ingress names is served; one of another namespace is not', async (context) => {
  const folder = await tempDirectory();
  context.after(folder.remove);
  const other = await openCertificateAuthority(folder.path, systemClock);
  const pair = await other.issue([HOST]);
  const data = {
    'tls.crt': Buffer.from(pair.certificate).toString('base64'),
    'tls.key': Buffer.from(pair.key).toString('base64'),
  };
  const stored = await world.store.get({
    group: 'networking.k8s.io',
    kind: 'Ingress',
    namespace: 'team-dev',
    name: 'web',
  });
  const tls = [{ hosts: [HOST], secretName: 'web-tls' }];
  await put(world.store, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'thief', namespace: 'zebra-dev' },
    spec: { rules: [{ host: HOST }], tls },
  });
  await put(world.store, {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'web-tls', namespace: 'zebra-dev' },
    data,
  });
  await assert.rejects(fetchTls(HOST, other.certificate), /certificate/);
  await put(world.store, {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'web-tls', namespace: 'team-dev' },
    data,
  });
  await world.store.update({
    ...stored,
    spec: { ...(stored?.spec as object), tls },
  } as never);
  await eventually(async () =>
    (await fetchTls(HOST, other.certificate).catch(() => '')) === 'over TLS' ? true : undefined,
  );
});
