import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Octokit } from 'octokit';
import { createPullRequest } from 'octokit-plugin-create-pull-request';
import { type ForgeUnderTest, startTestForge } from './testing/forge-under-test.ts';

let forge: ForgeUnderTest;
let octokit: Octokit;
const orders = { owner: 'payments', repo: 'orders' };

before(async () => {
  forge = await startTestForge();
  octokit = client('ana');
  await octokit.rest.repos.createInOrg({ org: 'payments', name: 'orders', auto_init: true });
});
after(async () => {
  assert.deepEqual(forge.unknown, []);
  await forge.stop();
});

function client(name: string): Octokit {
  const silent = () => {};
  return new Octokit({
    auth: `t-${name}`,
    baseUrl: forge.api,
    retry: { enabled: false },
    throttle: { enabled: false },
    log: { debug: silent, info: silent, warn: silent, error: silent },
  });
}

test('repositories are listed page by page, found, changed and deleted', async () => {
  for (let index = 0; index < 7; index += 1) {
    await octokit.rest.repos.createInOrg({
      org: 'payments',
      name: `list-${index}`,
      visibility: 'private',
    } as never);
  }
  const all = await octokit.paginate(octokit.rest.repos.listForOrg, {
    org: 'payments',
    per_page: 3,
  });
  assert.equal(all.length, 8);
  const seen = await client('carla').paginate('GET /orgs/{org}/repos', { org: 'payments' });
  assert.equal(seen.length, 1);
  await octokit.rest.repos.replaceAllTopics({ ...orders, names: ['idp-managed', 'node'] });
  const { data } = await octokit.rest.repos.get(orders);
  assert.deepEqual(data.topics, ['idp-managed', 'node']);
  assert.equal(data.permissions?.push, true);
  const found = await octokit.rest.search.repos({ q: 'topic:idp-managed org:payments' });
  assert.equal(found.data.items[0]?.full_name, 'payments/orders');
  await octokit.rest.repos.update({
    owner: 'payments',
    repo: 'list-0',
    name: 'renamed',
    description: 'd',
  });
  await octokit.rest.repos.delete({ owner: 'payments', repo: 'renamed' });
  await assert.rejects(octokit.rest.repos.get({ owner: 'payments', repo: 'renamed' }), {
    status: 404,
  });
});

test('mistakes are answered in the shape of GitHub', async () => {
  const taken = await octokit.rest.repos
    .createInOrg({ org: 'payments', name: 'Orders' })
    .catch((error) => error);
  assert.equal(taken.status, 422);
  assert.match(taken.message, /name already exists on this account/);
  await assert.rejects(octokit.rest.repos.createInOrg({ org: 'payments', name: '../x' }), {
    status: 422,
  });
  await assert.rejects(octokit.rest.repos.createInOrg({ org: 'nobody', name: 'x' }), {
    status: 404,
  });
  await assert.rejects(
    octokit.rest.repos.createForAuthenticatedUser({ name: 'x' }),
    /in an organisation of yours \(payments\)/,
  );
  await assert.rejects(octokit.rest.repos.replaceAllTopics({ ...orders, names: ['Bad Topic'] }), {
    status: 422,
  });
  await assert.rejects(client('nobody').rest.users.getAuthenticated(), /Bad credentials/);
  const { headers } = await octokit.rest.users.getAuthenticated();
  assert.match(String(headers['x-github-request-id']), /^[\dA-F-]{36}$/);
  assert.equal(headers['x-ratelimit-limit'], '15000');
});

test('a file is written, read, found unchanged, changed only over what is there, and deleted', async () => {
  const path = 'deploy/ü b.yaml';
  const write = (content: string, more = {}) =>
    octokit.rest.repos.createOrUpdateFileContents({
      ...{ ...orders, path, message: 'write', content: Buffer.from(content).toString('base64') },
      ...more,
    });
  const first = await write('a: 1\n', { author: { name: 'Ana', email: 'ana@example.org' } });
  assert.equal(first.status, 201);
  assert.equal(first.data.commit.author?.email, 'ana@example.org');
  const sha = first.data.content?.sha;
  await assert.rejects(write('a: 2\n'), { status: 422 });
  await assert.rejects(write('a: 2\n', { sha: '0'.repeat(40) }), { status: 409 });
  const second = await write('a: 2\n', { sha });
  assert.equal(second.status, 200);
  const { data, headers } = await octokit.rest.repos.getContent({ ...orders, path });
  assert.ok(!Array.isArray(data) && data.type === 'file');
  assert.equal(Buffer.from(data.content, 'base64').toString(), 'a: 2\n');
  const ifNoneMatch = { headers: { 'if-none-match': headers.etag } };
  await assert.rejects(octokit.rest.repos.getContent({ ...orders, path, ...ifNoneMatch }), {
    status: 304,
  });
  const raw = await octokit.rest.repos.getContent({
    ...orders,
    path,
    mediaType: { format: 'raw' },
  });
  assert.equal(String(raw.data), 'a: 2\n');
  const old = await octokit.rest.repos.getContent({
    ...orders,
    path,
    ref: first.data.commit.sha ?? '',
  });
  assert.ok('content' in old.data);
  const listed = await octokit.rest.repos.getContent({ ...orders, path: 'deploy' });
  assert.ok(Array.isArray(listed.data) && listed.data[0]?.path === path);
  const deleted = { ...orders, path, message: 'delete', sha: data.sha };
  await octokit.rest.repos.deleteFile(deleted);
  await assert.rejects(octokit.rest.repos.getContent({ ...orders, path }), { status: 404 });
  const history = await octokit.rest.repos.listCommits({ ...orders, path });
  assert.equal(history.data.length, 3);
  await assert.rejects(
    octokit.rest.repos.createOrUpdateFileContents({
      ...orders,
      path: '.git/config',
      message: 'x',
      content: '',
    }),
    { status: 422 },
  );
});

test('Git objects and refs are made by hand', async () => {
  const { data: ref } = await octokit.rest.git.getRef({ ...orders, ref: 'heads/main' });
  const base = await octokit.rest.git.getCommit({ ...orders, commit_sha: ref.object.sha });
  const blob = await octokit.rest.git.createBlob({
    ...orders,
    content: 'AAE=',
    encoding: 'base64',
  });
  const tree = await octokit.rest.git.createTree({
    ...orders,
    base_tree: base.data.tree.sha,
    tree: [
      { path: 'bin/x', mode: '100755', type: 'blob', sha: blob.data.sha },
      { path: 'text', mode: '100644', content: 'hello' },
    ],
  });
  const commit = await octokit.rest.git.createCommit({
    ...{ ...orders, message: 'by hand', tree: tree.data.sha, parents: [ref.object.sha] },
  });
  await octokit.rest.git.createRef({ ...orders, ref: 'refs/heads/by/hand', sha: commit.data.sha });
  await assert.rejects(
    octokit.rest.git.createRef({ ...orders, ref: 'refs/heads/by/hand', sha: commit.data.sha }),
    { status: 422 },
  );
  const branch = await octokit.rest.repos.getBranch({ ...orders, branch: 'by/hand' });
  assert.equal(branch.data.commit.sha, commit.data.sha);
  const all = await octokit.rest.git.getTree({ ...orders, tree_sha: 'by/hand', recursive: 'true' });
  assert.ok(all.data.tree.some(({ path, mode }) => path === 'bin/x' && mode === '100755'));
  const read = await octokit.rest.git.getBlob({ ...orders, file_sha: blob.data.sha });
  assert.equal(read.data.content.trim(), 'AAE=');
  await assert.rejects(
    octokit.rest.git.updateRef({ ...orders, ref: 'heads/by/hand', sha: ref.object.sha }),
    { status: 422 },
  );
  await octokit.rest.git.updateRef({
    ...orders,
    ref: 'heads/by/hand',
    sha: ref.object.sha,
    force: true,
  });
  await octokit.rest.git.deleteRef({ ...orders, ref: 'heads/by/hand' });
  await assert.rejects(octokit.rest.git.deleteRef({ ...orders, ref: 'heads/main' }), {
    status: 422,
  });
  const compared = await octokit.rest.repos.compareCommitsWithBasehead({
    ...orders,
    basehead: `main...${commit.data.sha}`,
  });
  assert.deepEqual([compared.data.status, compared.data.ahead_by], ['ahead', 1]);
});

test('a branch is protected, and the document reads back', async () => {
  const branch = { ...orders, branch: 'main' };
  await assert.rejects(octokit.rest.repos.getBranchProtection(branch), { status: 404 });
  await octokit.rest.repos.updateBranchProtection({
    ...branch,
    required_status_checks: { strict: true, contexts: ['ci'] },
    enforce_admins: true,
    restrictions: null,
    required_pull_request_reviews: {
      required_approving_review_count: 1,
      bypass_pull_request_allowances: { users: ['ben'] },
    },
  });
  const { data } = await octokit.rest.repos.getBranchProtection(branch);
  assert.equal(data.enforce_admins?.enabled, true);
  assert.deepEqual(data.required_status_checks?.contexts, ['ci']);
  assert.equal(data.required_pull_request_reviews?.required_approving_review_count, 1);
  const write = (octo: Octokit) =>
    octo.rest.repos.createOrUpdateFileContents({
      ...orders,
      path: `by-${Date.now()}`,
      message: 'x',
      content: '',
    });
  await assert.rejects(write(octokit), /through a pull request/);
  await assert.rejects(write(client('admin')), /through a pull request/);
  await write(client('ben'));
  await assert.rejects(
    octokit.rest.repos.createCommitSignatureProtection(branch),
    /does not check signatures/,
  );
  await octokit.rest.repos.deleteBranchProtection(branch);
  await write(octokit);
});

test('the plugin of Backstage opens a pull request, updates it, and it is merged', async () => {
  const plugin = createPullRequest(octokit as never);
  const open = (content: string, update = false) =>
    plugin.createPullRequest({
      ...{
        ...orders,
        title: 'Add a file',
        body: 'why',
        head: 'feature/a',
        labels: ['bug'],
        update,
      },
      changes: {
        files: { 'new.txt': content, 'bin.dat': { content: 'AAE=', encoding: 'base64' } },
        commit: 'add',
      },
    });
  const made = await open('one');
  assert.equal(made?.status, 201);
  assert.equal(made?.data.html_url, `${forge.url}/payments/orders/pull/${made?.data.number}`);
  await assert.rejects(open('two'), /already exists/);
  await open('two', true);
  const number = { ...orders, pull_number: made?.data.number ?? 0 };
  const { data } = await octokit.rest.pulls.get(number);
  assert.deepEqual(
    data.labels.map(({ name }) => name),
    ['bug'],
  );
  assert.deepEqual(
    [data.state, data.mergeable, data.head.ref, data.base.ref],
    ['open', true, 'feature/a', 'main'],
  );
  await octokit.rest.pulls.requestReviewers({ ...number, reviewers: ['ben'] });
  const listed = await octokit.rest.pulls.list({ ...orders, head: 'payments:feature/a' });
  assert.equal(listed.data.length, 1);
  const merged = await octokit.rest.pulls.merge(number);
  assert.equal(merged.data.merged, true);
  const after = await octokit.rest.pulls.get(number);
  assert.deepEqual([after.data.state, after.data.merged], ['closed', true]);
  await octokit.rest.repos.getContent({ ...orders, path: 'new.txt' });
  const actions = forge.events
    .filter(({ name }) => name === 'pull_request')
    .map(({ payload }) => payload.action);
  assert.deepEqual(actions, ['opened', 'synchronize', 'edited', 'closed']);
});

test('hooks are kept without showing their secret', async () => {
  const config = { url: 'http://127.0.0.1:9/hook', content_type: 'json', secret: 's3cret' };
  const made = await octokit.rest.repos.createWebhook({ ...orders, config, events: ['push'] });
  assert.equal(made.data.config.secret, '********');
  await assert.rejects(octokit.rest.repos.createWebhook({ ...orders, config }), { status: 422 });
  const hook = { ...orders, hook_id: made.data.id };
  await octokit.rest.repos.updateWebhook({ ...hook, add_events: ['repository'] });
  const { data } = await octokit.rest.repos.getWebhook(hook);
  assert.deepEqual(data.events, ['push', 'repository']);
  await octokit.rest.repos.deleteWebhook(hook);
  await assert.rejects(octokit.rest.repos.getWebhook(hook), { status: 404 });
  const wrong = { config: { ...config, url: 'file:///etc/passwd' } };
  await assert.rejects(octokit.rest.repos.createWebhook({ ...orders, ...wrong }), { status: 422 });
  const ofAll = await octokit.rest.orgs.createWebhook({ org: 'payments', name: 'web', config });
  await octokit.rest.orgs.deleteWebhook({ org: 'payments', hook_id: ofAll.data.id });
});

test('an archive has one folder at its top', async () => {
  const { data, headers } = await octokit.rest.repos.downloadTarballArchive({
    ...orders,
    ref: 'main',
  });
  assert.match(String(headers['content-disposition']), /payments-orders-[\da-f]{7}\.tar\.gz/);
  assert.ok((data as ArrayBuffer).byteLength > 100);
});
