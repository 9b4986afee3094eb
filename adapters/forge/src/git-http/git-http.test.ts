import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type ForgeUnderTest, startTestForge } from '../testing/forge-under-test.ts';
import { git, initRepository, withToken } from '../testing/git-client.ts';
import { startWebhookReceiver } from '../testing/webhook-receiver.ts';

let forge: ForgeUnderTest;
before(async () => {
  forge = await startTestForge();
});
after(() => forge.stop());

async function createRepository(name: string, settings: Readonly<Record<string, unknown>> = {}) {
  const { json, status } = await forge.call('POST', '/api/v3/orgs/payments/repos', {
    as: 'ana',
    json: { name, visibility: 'internal', ...settings },
  });
  assert.equal(status, 201);
  return json;
}

async function commitFile(directory: string, name: string, content: string): Promise<void> {
  await writeFile(join(directory, name), content);
  await git(directory, 'add', '.');
  await git(directory, 'commit', '--quiet', '-m', `write ${name}`);
}

test('a push and a clone carry everything, and the push is announced with a signature', async () => {
  const receiver = await startWebhookReceiver();
  try {
    const hook = {
      config: { url: receiver.url, content_type: 'json', secret: 's3' },
      events: ['push', 'repository'],
    };
    const made = await forge.call('POST', '/api/v3/orgs/payments/hooks', { as: 'ana', json: hook });
    assert.equal(made.status, 201);
    const repository = await createRepository('orders');
    const work = join(forge.folder, 'orders');
    await initRepository(work);
    await commitFile(work, 'README.md', '# Orders\n');
    await git(work, 'push', '--quiet', withToken(repository.clone_url, 'ana'), 'main');
    const sha = (await git(work, 'rev-parse', 'HEAD')).trim();

    const push = await receiver.next(({ headers }) => headers['x-github-event'] === 'push');
    const payload = JSON.parse(push.body);
    const expected = createHmac('sha256', 's3').update(push.body).digest('hex');
    assert.equal(push.headers['x-hub-signature-256'], `sha256=${expected}`);
    assert.match(String(push.headers['x-github-delivery']), /^[\da-f-]{36}$/);
    assert.equal(payload.ref, 'refs/heads/main');
    assert.equal(payload.after, sha);
    assert.equal(payload.before, '0'.repeat(40));
    assert.deepEqual([payload.created, payload.deleted, payload.forced], [true, false, false]);
    assert.equal(payload.repository.full_name, 'payments/orders');
    assert.equal(payload.repository.clone_url, `${forge.url}/payments/orders.git`);
    assert.equal(payload.organization.login, 'payments');
    assert.equal(payload.sender.login, 'ana');
    assert.equal(payload.commits.length, 2);
    assert.deepEqual(payload.head_commit.added, ['README.md']);
    await receiver.next(({ headers }) => headers['x-github-event'] === 'repository');

    const copy = join(forge.folder, 'orders copy');
    await git(forge.folder, 'clone', '--quiet', repository.clone_url, copy);
    assert.equal((await git(copy, 'rev-parse', 'HEAD')).trim(), sha);
    await git(copy, 'fsck', '--strict');
  } finally {
    await receiver.stop();
  }
});

test('pushes without the right are refused and say why', async () => {
  const repository = await createRepository('guarded');
  const work = join(forge.folder, 'guarded');
  await initRepository(work);
  const push = (url: string) => git(work, 'push', '--quiet', url, 'main');
  await assert.rejects(push(repository.clone_url), /could not read Username|Authentication failed/);
  await assert.rejects(push(withToken(repository.clone_url, 'carla')), /denied to carla|403/);
  await assert.rejects(push(withToken(repository.clone_url, 'ana-read')), /denied to ana|403/);
  await assert.rejects(
    push(withToken(repository.clone_url, 'nobody')),
    /Authentication failed|401/,
  );
  await push(withToken(repository.clone_url, 'admin'));
  await forge.call('PATCH', '/api/v3/repos/payments/guarded', {
    as: 'ana',
    json: { archived: true },
  });
  await commitFile(work, 'a', '1');
  await assert.rejects(push(withToken(repository.clone_url, 'ana')), /archived/);
});

test('a private repository is cloned with a token only', async () => {
  const repository = await createRepository('secret', { visibility: 'private', auto_init: true });
  const clone = (url: string, name: string) =>
    git(forge.folder, 'clone', '--quiet', url, join(forge.folder, name));
  await assert.rejects(clone(repository.clone_url, 's1'));
  await assert.rejects(clone(withToken(repository.clone_url, 'carla'), 's2'), /not found/i);
  await clone(withToken(repository.clone_url, 'ana'), 's3');
});

test('a protected branch refuses force pushes, deletions and, with reviews, direct pushes', async () => {
  const repository = await createRepository('protected', { auto_init: true });
  const url = withToken(repository.clone_url, 'ana');
  const work = join(forge.folder, 'protected');
  await git(forge.folder, 'clone', '--quiet', url, work);
  const protect = (reviews: unknown, admins = false) =>
    forge.call('PUT', '/api/v3/repos/payments/protected/branches/main/protection', {
      as: 'ana',
      json: {
        ...{ required_status_checks: null, restrictions: null, enforce_admins: admins },
        required_pull_request_reviews: reviews,
      },
    });
  assert.equal((await protect(null)).status, 200);
  await commitFile(work, 'a', '1');
  await git(work, 'push', '--quiet', 'origin', 'main');
  const before = (await git(work, 'rev-parse', 'HEAD')).trim();
  await git(work, 'commit', '--quiet', '--amend', '-m', 'other');
  await assert.rejects(git(work, 'push', '--force', 'origin', 'main'), /non-fast-forward/);
  await assert.rejects(git(work, 'push', 'origin', ':main'), /protected branch|Cannot delete/);
  await git(work, 'push', '--quiet', '--force', 'origin', 'main:other');
  await git(work, 'reset', '--quiet', '--hard', before);
  assert.equal((await protect({ required_approving_review_count: 1 })).status, 200);
  await commitFile(work, 'b', '1');
  await assert.rejects(git(work, 'push', 'origin', 'main', 'main:free'), /through a pull request/);
  assert.equal(await forge.repositories.resolve(repository.id, 'free'), undefined);
  assert.equal(await forge.repositories.resolve(repository.id, 'main'), before);
  await git(work, 'push', '--quiet', withToken(repository.clone_url, 'admin'), 'main');
  await protect({ required_approving_review_count: 1 }, true);
  await commitFile(work, 'c', '1');
  await assert.rejects(
    git(work, 'push', withToken(repository.clone_url, 'admin'), 'main'),
    /pull request/,
  );
});

test('twenty parallel pushes to twenty branches and to twenty repositories lose nothing', async () => {
  const many = Array.from({ length: 20 }, (_, index) => index);
  const shared = await createRepository('shared');
  const work = join(forge.folder, 'many');
  await initRepository(work);
  await commitFile(work, 'data', 'x'.repeat(100_000));
  for (const index of many) await git(work, 'branch', `b${index}`);
  const url = withToken(shared.clone_url, 'ana');
  await Promise.all(many.map((index) => git(work, 'push', '--quiet', url, `b${index}`)));
  assert.equal((await forge.repositories.refs(shared.id)).size, 20);
  const pushes = forge.events.filter(
    ({ name, payload }) =>
      name === 'push' && (payload.repository as { name: string }).name === 'shared',
  );
  assert.equal(pushes.length, 20);

  const own = await Promise.all(many.map((index) => createRepository(`own-${index}`)));
  await Promise.all(
    own.map(({ clone_url }) => git(work, 'push', '--quiet', withToken(clone_url, 'ana'), 'main')),
  );
  const sha = (await git(work, 'rev-parse', 'main')).trim();
  for (const { id } of own) assert.equal(await forge.repositories.resolve(id, 'main'), sha);
});

test('of parallel pushes to one branch exactly one wins', async () => {
  const repository = await createRepository('contested', { auto_init: true });
  const url = withToken(repository.clone_url, 'ana');
  const works = await Promise.all(
    Array.from({ length: 8 }, async (_, index) => {
      const work = join(forge.folder, `contested-${index}`);
      await git(forge.folder, 'clone', '--quiet', url, work);
      await commitFile(work, 'winner', `${index}`);
      return work;
    }),
  );
  const outcomes = await Promise.allSettled(
    works.map((work) => git(work, 'push', 'origin', 'main')),
  );
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
  assert.equal((await forge.repositories.log(repository.id, 'main', { limit: 10 })).length, 2);
  const pushes = forge.events.filter(
    ({ name, payload }) =>
      name === 'push' && (payload.repository as { name: string }).name === 'contested',
  );
  assert.equal(pushes.length, 2);
});
