import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import type { KubeObject } from '@infraforge/kube';
import { claimDirectory } from '@infraforge/local-cluster';
import { eventually, fetchHost, put, startLocalWorld } from './testing/local-world.ts';

/** Counts its starts in its volume, says what it was given, and asks its peer for the same. */
const program = {
  'package.json': JSON.stringify({ type: 'module', scripts: { start: 'node server.js' } }),
  'server.js': `
import { createServer } from 'node:http';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
const starts = (existsSync('/data/starts') ? Number(readFileSync('/data/starts')) : 0) + 1;
writeFileSync('/data/starts', String(starts));
const own = () => [process.env.HOSTNAME, starts, readFileSync('/etc/app/motto', 'utf8'), readFileSync('/app/keys/key', 'utf8')].join(' ');
createServer(async (request, response) => {
  if (request.url === '/') return response.end(own());
  const peer = await fetch('http://db-0.db.team-dev.svc.cluster.local:3000/').catch((error) => error);
  response.end(peer instanceof Error ? String(peer.cause ?? peer) : await peer.text());
}).listen(process.env.PORT);
`,
};

const metadata = { name: 'db', namespace: 'team-dev' };
const labels = { app: 'db' };

function statefulSet(replicas: number): KubeObject {
  const claim = {
    metadata: { name: 'data' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata,
    spec: {
      replicas,
      serviceName: 'db',
      selector: { matchLabels: labels },
      volumeClaimTemplates: [claim],
      template: {
        metadata: { labels },
        spec: {
          terminationGracePeriodSeconds: 1,
          volumes: [
            { name: 'motto', configMap: { name: 'motto' } },
            { name: 'keys', secret: { secretName: 'keys', items: [{ key: 'k', path: 'key' }] } },
          ],
          containers: [
            {
              name: 'app',
              image: 'db:1',
              ports: [{ name: 'http', containerPort: 3000 }],
              readinessProbe: { httpGet: { path: '/', port: 'http' }, periodSeconds: 1 },
              volumeMounts: [
                { name: 'data', mountPath: '/data' },
                { name: 'motto', mountPath: '/etc/app' },
                { name: 'keys', mountPath: '/app/keys' },
              ],
            },
          ],
        },
      },
    },
  };
}

test('a StatefulSet has names, volumes that stay, and configuration as files', async (t) => {
  const world = await startLocalWorld();
  try {
    if (world.isolation === 'none') return t.skip('this machine cannot mount');
    const { store } = world;
    await world.image('db:1', program);
    await put(store, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team-dev' } });
    await put(store, {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { ...metadata, name: 'motto' },
      data: { motto: 'onwards' },
    });
    await put(store, {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { ...metadata, name: 'keys' },
      data: { k: Buffer.from('s3cret').toString('base64') },
    });
    await put(store, {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { clusterIP: 'None', selector: labels, ports: [{ port: 3000 }] },
    });
    await put(store, statefulSet(2));
    await settled(2);
    const backend = { service: { name: 'db', port: { number: 3000 } } };
    await put(store, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata,
      spec: {
        rules: [{ host: 'db.dev.localhost', http: { paths: [{ path: '/', backend }] } }],
      },
    });
    const answers = await eventually(async () => {
      const seen = new Set<string>();
      for (let i = 0; i < 8; i += 1) seen.add((await ask('/')).body);
      return seen.size === 2 ? seen : undefined;
    });
    assert.deepEqual([...answers].sort(), ['db-0 1 onwards s3cret', 'db-1 1 onwards s3cret']);
    assert.equal((await ask('/peer')).body, 'db-0 1 onwards s3cret');

    const claim = await get('PersistentVolumeClaim', 'data-db-1');
    const directory = claimDirectory(world.data, claim?.metadata.uid ?? '');
    assert.ok(existsSync(directory));
    await put(store, statefulSet(1));
    await settled(1);
    await put(store, statefulSet(2));
    await settled(2);
    await eventually(async () =>
      (await ask('/')).body === 'db-1 2 onwards s3cret' ? true : undefined,
    );

    await store.delete({ group: 'apps', kind: 'StatefulSet', namespace: 'team-dev', name: 'db' });
    await eventually(async () =>
      (await store.list({ kind: 'Pod' })).items.length === 0 ? true : undefined,
    );
    assert.ok(existsSync(directory), 'the volume stays');
    await store.delete({
      group: '',
      kind: 'PersistentVolumeClaim',
      namespace: 'team-dev',
      name: 'data-db-1',
    });
    await eventually(() => (existsSync(directory) ? undefined : true), 30_000);

    async function get(kind: string, name: string): Promise<KubeObject | undefined> {
      return store.get({ group: '', kind, namespace: 'team-dev', name });
    }
    function ask(path: string) {
      return fetchHost(world.port(), 'db.dev.localhost', path);
    }
    async function settled(replicas: number): Promise<void> {
      await eventually(
        async () => {
          const set = await store.get({
            group: 'apps',
            kind: 'StatefulSet',
            namespace: 'team-dev',
            name: 'db',
          });
          const { replicas: all, readyReplicas } = (set?.status ?? {}) as Record<string, unknown>;
          return all === replicas && readyReplicas === replicas ? true : undefined;
        },
        30_000,
        async () => (await store.list({ kind: 'Pod' })).items.map(({ status }) => status),
      );
    }
  } finally {
    await world.close();
  }
});
