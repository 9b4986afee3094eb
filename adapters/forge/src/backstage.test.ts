import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type ForgeUnderTest, startTestForge } from './testing/forge-under-test.ts';

// Backstage's packages are CommonJS; their ESM halves do not load in Node.
const load = createRequire(import.meta.url);
const { UrlReaders } = load(
  '@backstage/backend-defaults/urlReader',
) as typeof import('@backstage/backend-defaults/urlReader');
const { ConfigReader } = load('@backstage/config') as typeof import('@backstage/config');
const { DefaultGithubCredentialsProvider, ScmIntegrations } = load(
  '@backstage/integration',
) as typeof import('@backstage/integration');
const { GithubEntityProvider } = load(
  '@backstage/plugin-catalog-backend-module-github',
) as typeof import('@backstage/plugin-catalog-backend-module-github');
const { createPublishGithubAction } = load(
  '@backstage/plugin-scaffolder-backend-module-github',
) as typeof import('@backstage/plugin-scaffolder-backend-module-github');

let forge: ForgeUnderTest;
let config: InstanceType<typeof ConfigReader>;

before(async () => {
  forge = await startTestForge();
  const { host } = new URL(forge.url);
  const { api: apiBaseUrl } = forge;
  const schedule = { frequency: { minutes: 1 }, timeout: { minutes: 1 } };
  config = new ConfigReader({
    backend: { baseUrl: 'http://localhost' },
    integrations: { github: [{ host, apiBaseUrl, token: 't-admin' }] },
    catalog: {
      providers: {
        github: {
          payments: { host, organization: 'payments', validateLocationsExist: true, schedule },
        },
      },
    },
  });
});
after(async () => {
  assert.deepEqual(forge.unknown, []);
  await forge.stop();
});

const silent = () => {};
const logger = { info: silent, warn: silent, error: silent, debug: silent, child: () => logger };

test('publish:github makes a repository with topics, pushes the workspace and protects the branch', async () => {
  const integrations = ScmIntegrations.fromConfig(config);
  const githubCredentialsProvider = DefaultGithubCredentialsProvider.fromIntegrations(integrations);
  const action = createPublishGithubAction({ integrations, config, githubCredentialsProvider });
  const workspacePath = join(forge.folder, 'workspace');
  await mkdir(join(workspacePath, 'docs'), { recursive: true });
  await writeFile(join(workspacePath, 'catalog-info.yaml'), 'kind: Component\n');
  await writeFile(join(workspacePath, 'docs/index.md'), '# Docs\n');
  const outputs: Record<string, unknown> = {};
  const input = {
    repoUrl: `${new URL(forge.url).host}?owner=payments&repo=orders`,
    description: 'Takes orders',
    repoVisibility: 'internal',
    defaultBranch: 'main',
    topics: ['idp-managed'],
    access: 'payments/payments',
    collaborators: [
      { user: 'ben', access: 'push' },
      { team: 'payments', access: 'admin' },
    ],
    subscribe: true,
    gitAuthorName: 'Scaffolder',
    gitAuthorEmail: 'scaffolder@example.org',
    requiredApprovingReviewCount: 0,
    bypassPullRequestAllowances: { teams: ['payments'] },
  };
  const context = {
    ...{ input, workspacePath, logger, task: { id: '1' }, secrets: {} },
    output: (name: string, value: unknown) => {
      outputs[name] = value;
    },
    checkpoint: ({ fn }: { fn(): unknown }) => fn(),
    createTemporaryDirectory: async () => forge.folder,
  };
  await action.handler(context as never);
  assert.equal(outputs.remoteUrl, `${forge.url}/payments/orders.git`);
  assert.equal(outputs.repoContentsUrl, `${forge.url}/payments/orders/blob/main`);
  const repository = await forge.store.repository('payments', 'orders');
  assert.deepEqual([repository?.topics, repository?.visibility], [['idp-managed'], 'internal']);
  const id = repository?.id ?? 0;
  assert.equal(await forge.repositories.resolve(id, 'main'), outputs.commitHash);
  assert.equal((await forge.store.protection(id, 'main'))?.enforceAdmins, true);
  const names = forge.events.map(({ name, payload }) => `${name} ${payload.action ?? payload.ref}`);
  assert.deepEqual(names, ['repository created', 'repository edited', 'push refs/heads/main']);
});

test('the GitHub entity provider finds it, and the pushes and changes that it hears of', async () => {
  const mutations: {
    type: string;
    entities?: unknown[];
    added?: unknown[];
    removed?: unknown[];
  }[] = [];
  const refreshed: string[] = [];
  const schedule = { run: async ({ fn }: { fn(): Promise<void> }) => fn() };
  const [provider] = GithubEntityProvider.fromConfig(config, { logger, schedule } as never);
  await provider?.connect({
    applyMutation: async (mutation: never) => void mutations.push(mutation),
    refresh: async ({ keys }: { keys: string[] }) => void refreshed.push(...keys),
  } as never);
  assert.equal(mutations[0]?.type, 'full');
  assert.match(
    JSON.stringify(mutations[0]?.entities),
    new RegExp(`${forge.url}/payments/orders/blob/main/catalog-info.yaml`),
  );

  const push = forge.events.find(({ name }) => name === 'push');
  await provider?.onEvent({ topic: 'github.push', eventPayload: push?.payload });
  assert.deepEqual([mutations[1]?.type, mutations[1]?.added?.length], ['delta', 1]);
  await forge.call('PATCH', '/api/v3/repos/payments/orders', {
    as: 'ana',
    json: { archived: true },
  });
  const archived = forge.events.find(({ payload }) => payload.action === 'archived');
  await provider?.onEvent({ topic: 'github.repository', eventPayload: archived?.payload });
  assert.equal(mutations[2]?.removed?.length, 1);
});

test('the URL reader reads a file, knows it unchanged, reads a tree and searches', async () => {
  const reader = UrlReaders.default({ config, logger: logger as never });
  const base = `${forge.url}/payments/orders`;
  const file = await reader.readUrl(`${base}/blob/main/docs/index.md`);
  assert.equal((await file.buffer()).toString(), '# Docs\n');
  await assert.rejects(
    reader.readUrl(`${base}/blob/main/docs/index.md`, { etag: file.etag ?? '' }),
    {
      name: 'NotModifiedError',
    },
  );
  await assert.rejects(reader.readUrl(`${base}/blob/main/none`), { name: 'NotFoundError' });
  const tree = await reader.readTree(`${base}/tree/main/docs`);
  assert.deepEqual(
    (await tree.files()).map(({ path }) => path),
    ['index.md'],
  );
  await assert.rejects(reader.readTree(`${base}/tree/main`, { etag: tree.etag }), {
    name: 'NotModifiedError',
  });
  const whole = await reader.readTree(base);
  assert.equal((await whole.files()).length, 2);
  const found = await reader.search(`${base}/blob/main/**/*.md`);
  assert.deepEqual(
    found.files.map(({ url }) => url),
    [`${base}/blob/main/docs/index.md`],
  );
  assert.equal((await found.files[0]?.content())?.toString(), '# Docs\n');
});
