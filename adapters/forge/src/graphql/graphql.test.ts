import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type ForgeUnderTest, startTestForge } from '../testing/forge-under-test.ts';

let forge: ForgeUnderTest;
before(async () => {
  forge = await startTestForge();
  for (let index = 0; index < 5; index += 1) {
    const json = { name: `r${index}`, auto_init: index > 0, visibility: 'internal' };
    await forge.call('POST', '/api/v3/orgs/payments/repos', { as: 'ana', json });
  }
});
after(() => forge.stop());

async function ask(query: string, variables: Readonly<Record<string, unknown>> = {}, as = 'ana') {
  const { json } = await forge.call('POST', '/api/graphql', { as, json: { query, variables } });
  return json;
}

test('repositories come page by page, with the file that was asked for', async () => {
  const query = `query($cursor: String) { repositoryOwner(login: "payments") { repositories(first: 2, after: $cursor) {
    nodes { name defaultBranchRef { name } file: object(expression: "HEAD:README.md") { __typename ... on Blob { text } } }
    pageInfo { hasNextPage endCursor } } } }`;
  const names: string[] = [];
  let cursor: string | undefined;
  do {
    const { data } = await ask(query, { cursor });
    const { nodes, pageInfo } = data.repositoryOwner.repositories;
    for (const node of nodes) {
      names.push(node.name);
      const isEmpty = node.name === 'r0';
      assert.equal(node.defaultBranchRef?.name, isEmpty ? undefined : 'main');
      assert.equal(node.file?.text, isEmpty ? undefined : `# ${node.name}\n`);
    }
    cursor = pageInfo.hasNextPage ? pageInfo.endCursor : undefined;
  } while (cursor);
  assert.deepEqual(names, ['r0', 'r1', 'r2', 'r3', 'r4']);
});

test('an organisation has its members and its one team', async () => {
  const query = `{ organization(login: "payments") {
    membersWithRole(first: 1) { nodes { login email } pageInfo { hasNextPage } }
    teams(first: 10, userLogins: ["ana"]) { nodes { slug combinedSlug members(first: 10, membership: IMMEDIATE) { nodes { login } } } }
    other: teams(first: 10, userLogins: ["carla"]) { nodes { slug } }
    team(slug: "payments") { name } none: team(slug: "x") { name } }
    user(login: "ana") { organizations(first: 100) { nodes { login } } } }`;
  const { data, errors } = await ask(query);
  assert.equal(errors, undefined);
  const { organization } = data;
  assert.deepEqual(
    organization.membersWithRole.nodes.map(({ login }: { login: string }) => login),
    ['ana'],
  );
  assert.equal(organization.membersWithRole.pageInfo.hasNextPage, true);
  assert.equal(organization.teams.nodes[0].combinedSlug, 'payments/payments');
  assert.equal(organization.teams.nodes[0].members.nodes.length, 2);
  assert.deepEqual([organization.other.nodes, organization.none], [[], null]);
  assert.deepEqual(data.user.organizations.nodes, [{ login: 'payments' }]);
});

test('a commit is made on top of the head that its author saw', async () => {
  const repository = await forge.store.repository('payments', 'r1');
  const head = await forge.repositories.resolve(repository?.id ?? 0, 'main');
  const mutation = `mutation($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid messageHeadline } ref { name } } }`;
  const input = {
    branch: { repositoryNameWithOwner: 'payments/r1', branchName: 'main' },
    message: { headline: 'Add', body: 'why' },
    fileChanges: {
      additions: [{ path: 'a', contents: 'AAE=' }],
      deletions: [{ path: 'README.md' }],
    },
    expectedHeadOid: head,
  };
  const { data } = await ask(mutation, { input });
  assert.equal(data.createCommitOnBranch.commit.messageHeadline, 'Add');
  assert.equal(
    await forge.repositories.resolve(repository?.id ?? 0, 'main'),
    data.createCommitOnBranch.commit.oid,
  );
  const stale = await ask(mutation, { input });
  assert.match(stale.errors[0].message, /expectedHeadOid/);
});

test('queries that are too deep, too wide or wrong are refused before anything is read', async () => {
  const levels = 12;
  const parents = `${'parentTeam { '.repeat(levels)} slug ${'}'.repeat(levels)}`;
  const nested = `{ organization(login: "payments") { team(slug: "payments") { ${parents} } } }`;
  assert.match((await ask(nested)).errors[0].message, /deeper than 12/);
  const wide = `{ ${Array.from({ length: 501 }, (_, index) => `a${index}: viewer { login }`).join(' ')} }`;
  assert.match((await ask(wide)).errors[0].message, /more than 500 fields/);
  const loop = '{ viewer { ...a } } fragment a on User { ...b } fragment b on User { ...a login }';
  assert.ok((await ask(loop)).errors.length > 0);
  assert.match((await ask('{ nothing }')).errors[0].message, /Cannot query field/);
  assert.match((await ask('{')).errors[0].message, /Syntax Error/);
});
