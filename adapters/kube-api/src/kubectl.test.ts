import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { freePort, localFetch, tempDirectory } from '@infraforge/testkit';
import { execa } from 'execa';
import { kubeApiUnderTest } from './testing/kube-api-under-test.ts';
import { configMap, deployment, namespace, pod } from './testing/objects.ts';

const found = await execa('kubectl', ['version', '--client'], { reject: false });
const skip = found.exitCode === 0 ? false : 'kubectl is not on PATH';

/** `kubectl` with a kubeconfig for an API of the test's own. */
async function kubectlUnderTest(t: TestContext) {
  const api = await kubeApiUnderTest(t);
  const folder = await tempDirectory();
  t.after(() => folder.remove());
  const name = 'local';
  const authority = Buffer.from(api.authority).toString('base64');
  const file = join(folder.path, 'kubeconfig');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server: api.server, 'certificate-authority-data': authority } }],
    users: [{ name, user: { token: 'admin' } }],
    contexts: [{ name, context: { cluster: name, user: name, namespace: 'payments-dev' } }],
    'current-context': name,
  };
  await writeFile(file, JSON.stringify(config));
  const env = { KUBECONFIG: file, KUBECACHEDIR: join(folder.path, 'cache') };
  const kubectl = (...args: readonly string[]) => execa('kubectl', args, { env, timeout: 60_000 });
  const apply = async (objects: readonly object[], ...more: readonly string[]) => {
    const manifest = join(folder.path, 'objects.json');
    await writeFile(manifest, objects.map((each) => JSON.stringify(each)).join('\n'));
    return (await kubectl('apply', ...more, '-f', manifest)).stdout;
  };
  return { api, env, kubectl, apply };
}

test('kubectl applies, reads, describes, scales and deletes', { skip }, async (t) => {
  const { kubectl, apply } = await kubectlUnderTest(t);
  assert.equal(await apply([namespace('payments-dev')]), 'namespace/payments-dev created');
  const objects = [deployment('web'), configMap('settings', { a: '1' })];
  await apply(objects);
  const again = [objects[0] ?? {}, configMap('settings', { a: '2' })];
  assert.equal(await apply(again), 'deployment.apps/web unchanged\nconfigmap/settings configured');
  assert.match(await apply(again, '--server-side'), /settings serverside-applied/);

  const table = (await kubectl('get', 'deploy,cm', '-A', '-o', 'wide')).stdout;
  assert.match(table, /web +0\/1 +0 +0 +\d+s +app +forge\/payments\/web:1 +app=web/);
  const names = await kubectl('get', 'deploy', '-l', 'app=web', '-o', 'name');
  assert.equal(names.stdout, 'deployment.apps/web');
  const value = await kubectl('get', 'cm', 'settings', '-o', 'jsonpath={.data.a}');
  assert.equal(value.stdout, '2');
  assert.match((await kubectl('describe', 'deploy', 'web')).stdout, /Replicas: +1 desired/);
  await kubectl('scale', 'deploy', 'web', '--replicas=3');
  assert.match((await kubectl('describe', 'deploy', 'web')).stdout, /Replicas: +3 desired/);
  await kubectl('rollout', 'restart', 'deploy/web');
  await kubectl('delete', 'deploy', 'web');
  const gone = await kubectl('get', 'deploy', 'web').catch((error) => error.stderr);
  assert.match(gone, /deployments.apps "web" not found/);
});

test('kubectl forwards a port to a pod', { skip }, async (t) => {
  const { api, env } = await kubectlUnderTest(t);
  const service = createServer((request, response) => response.end(`hello ${request.url}`));
  service.listen(0, '127.0.0.1');
  await once(service, 'listening');
  t.after(() => service.close());
  const { port } = service.address() as AddressInfo;
  const localPorts = [{ container: 'app', containerPort: 3000, port }];
  const made = await api.objects.create(pod('web-1'));
  await api.objects.updateStatus({ ...made, status: { phase: 'Running', localPorts } });

  const local = await freePort();
  const args = ['port-forward', '--address=127.0.0.1', 'pod/web-1', `${local}:3000`];
  const forwarding = execa('kubectl', args, { env, reject: false, timeout: 60_000 });
  t.after(async () => {
    forwarding.kill();
    await forwarding;
  });
  await once(forwarding.stdout, 'data');
  for (const path of ['/one', '/two']) {
    const answer = await localFetch(`http://127.0.0.1:${local}${path}`);
    assert.equal(await answer.text(), `hello ${path}`);
  }
});
