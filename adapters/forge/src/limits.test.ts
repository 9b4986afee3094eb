import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { startTestForge } from './testing/forge-under-test.ts';
import { git, initRepository, withToken } from './testing/git-client.ts';

const json = { name: 'orders', visibility: 'internal', auto_init: true };

test('bodies over the limit are refused, whether they say their length or not', async () => {
  const forge = await startTestForge({ limits: { apiBodyBytes: 1_000, pushBodyBytes: 200_000 } });
  try {
    await forge.call('POST', '/api/v3/orgs/payments/repos', { as: 'ana', json });
    const names = Array.from({ length: 200 }, (_, index) => `topic-${index}`);
    const said = await forge.call('PUT', '/api/v3/repos/payments/orders/topics', {
      as: 'ana',
      json: { names },
    });
    assert.equal(said.status, 413);
    const chunked = request(`${forge.api}/repos/payments/orders/topics`, {
      method: 'PUT',
      headers: { authorization: 'token t-ana', 'transfer-encoding': 'chunked' },
    });
    chunked.on('error', () => {});
    chunked.write('x'.repeat(2_000));
    const [response] = await once(chunked, 'response');
    assert.equal(response.statusCode, 413);
    chunked.destroy();

    const work = join(forge.folder, 'big');
    await initRepository(work);
    const noise = Buffer.from(
      Array.from({ length: 400_000 }, () => Math.floor(Math.random() * 256)),
    );
    await writeFile(join(work, 'noise'), noise);
    await git(work, 'add', '.');
    await git(work, 'commit', '--quiet', '-m', 'noise');
    const url = withToken(`${forge.url}/payments/orders.git`, 'ana');
    await assert.rejects(git(work, 'push', url, 'main:big'));
    const repository = await forge.store.repository('payments', 'orders');
    assert.equal(await forge.repositories.resolve(repository?.id ?? 0, 'big'), undefined);
    assert.equal((await forge.call('GET', '/api/v3')).status, 200);
  } finally {
    await forge.stop();
  }
});

const elsewhere = process.platform === 'linux' ? false : 'needs /proc to see the processes';

test('git ends when its client goes away or its time is up', { skip: elsewhere }, async () => {
  const forge = await startTestForge({ limits: { gitMilliseconds: 1_500 } });
  try {
    await forge.call('POST', '/api/v3/orgs/payments/repos', { as: 'ana', json });
    const { port } = new URL(forge.url);
    const head = (length: number) =>
      `POST /payments/orders.git/git-upload-pack HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${length}\r\n` +
      'Content-Type: application/x-git-upload-pack-request\r\n\r\n0011command=fetch';
    const leaving = connect(Number(port), '127.0.0.1');
    leaving.write(head(1_000));
    await until(async () => (await gitProcesses(forge.folder)) > 0);
    leaving.destroy();
    await until(async () => (await gitProcesses(forge.folder)) === 0);

    const staying = connect(Number(port), '127.0.0.1');
    staying.on('error', () => {});
    staying.write(head(1_000));
    await until(async () => (await gitProcesses(forge.folder)) > 0);
    await once(staying.resume(), 'close');
    await until(async () => (await gitProcesses(forge.folder)) === 0);
  } finally {
    await forge.stop();
  }
});

/** How many git processes serve repositories below a folder, by their environment. */
async function gitProcesses(folder: string): Promise<number> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const environments = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')),
  );
  return environments.filter((text) => text.includes(`GIT_PROJECT_ROOT=${folder}`)).length;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await holds())) {
    assert.ok(Date.now() < deadline, 'it did not happen within 10 s');
    await delay(20);
  }
}
