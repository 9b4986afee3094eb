import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ForgeStore } from '@infraforge/scm';

/**
 * What every ForgeStore must do. `open` gives an empty store; `close` is called after the suite. Call it inside a test
 * file: it registers node:test cases.
 */
export function forgeStoreContract(
  name: string,
  open: () => Promise<{ store: ForgeStore; close(): Promise<void> }>,
): void {
  organizationsContract(name, open);
  repositoriesContract(name, open);
  protectionsContract(name, open);
  pullRequestsContract(name, open);
  hooksContract(name, open);
  deliveriesContract(name, open);
}

type Open = () => Promise<{ store: ForgeStore; close(): Promise<void> }>;

function contractTest(title: string, open: Open, body: (store: ForgeStore) => Promise<void>): void {
  test(title, async () => {
    const { store, close } = await open();
    try {
      await body(store);
    } finally {
      await close();
    }
  });
}

function organizationsContract(name: string, open: Open): void {
  contractTest(`${name}: an organisation is made once, whatever the case`, open, async (store) => {
    const made = await store.ensureOrganization('Payments', 'takes money');
    assert.equal(made.login, 'Payments');
    const again = await store.ensureOrganization('payments', 'something else');
    assert.deepEqual(again, made);
    assert.deepEqual(await store.organization('PAYMENTS'), made);
    assert.equal(await store.organization('storefront'), undefined);
    await store.ensureOrganization('billing', '');
    const logins = (await store.organizations()).map((row) => row.login);
    assert.deepEqual(logins, ['billing', 'Payments']);
  });
  contractTest(`${name}: twenty callers make one organisation`, open, async (store) => {
    const made = await Promise.all(
      Array.from({ length: 20 }, () => store.ensureOrganization('payments', '')),
    );
    assert.equal(new Set(made.map((row) => row.id)).size, 1);
  });
}

function repositoriesContract(name: string, open: Open): void {
  contractTest(`${name}: a repository is made, found and changed`, open, async (store) => {
    await store.ensureOrganization('payments', '');
    const made = await store.createRepository('Payments', 'Orders', {
      visibility: 'internal',
      topics: ['idp-managed'],
    });
    assert.equal(made.owner, 'payments');
    assert.equal(made.defaultBranch, 'main');
    assert.deepEqual([made.description, made.homepage, made.archived], ['', '', false]);
    assert.equal(made.pushedAt, undefined);
    assert.deepEqual(await store.repository('PAYMENTS', 'orders'), made);
    assert.deepEqual(await store.repositoryById(made.id), made);
    const pushedAt = new Date('2026-01-02T03:04:05.000Z');
    const changed = await store.updateRepository(made.id, {
      name: 'orders-2',
      archived: true,
      topics: ['b', 'a'],
      pushedAt,
    });
    assert.deepEqual(
      [changed.name, changed.archived, changed.topics],
      ['orders-2', true, ['b', 'a']],
    );
    assert.equal(changed.visibility, 'internal');
    assert.equal(changed.pushedAt?.toISOString(), pushedAt.toISOString());
    assert.equal(await store.repository('payments', 'orders'), undefined);
  });
  contractTest(
    `${name}: repositories are sorted by name and gone when deleted`,
    open,
    async (store) => {
      await store.ensureOrganization('payments', '');
      await store.ensureOrganization('storefront', '');
      for (const repository of ['zeta', 'Beta', 'alpha']) {
        await store.createRepository('payments', repository, {});
      }
      const other = await store.createRepository('storefront', 'alpha', {});
      const rows = await store.repositories('payments');
      assert.deepEqual(
        rows.map((row) => row.name),
        ['alpha', 'Beta', 'zeta'],
      );
      await store.deleteRepository(other.id);
      await store.deleteRepository(other.id);
      assert.deepEqual(await store.repositories('storefront'), []);
      assert.equal(await store.repositoryById(other.id), undefined);
      await store.createRepository('storefront', 'alpha', {});
    },
  );
  contractTest(`${name}: a name is taken once`, open, async (store) => {
    await store.ensureOrganization('payments', '');
    const outcomes = await Promise.allSettled(
      ['orders', 'Orders', 'ORDERS'].map((each) => store.createRepository('payments', each, {})),
    );
    const failed = outcomes.filter((outcome) => outcome.status === 'rejected');
    assert.equal(failed.length, 2);
    for (const { reason } of failed) assert.equal(reason.code, 'scm.name-taken');
    const other = await store.createRepository('payments', 'refunds', {});
    await assert.rejects(store.updateRepository(other.id, { name: 'ORDERS' }), {
      code: 'scm.name-taken',
    });
    await store.updateRepository(other.id, { name: 'Refunds' });
  });
}

function protectionsContract(name: string, open: Open): void {
  contractTest(`${name}: a protection is saved, replaced and removed`, open, async (store) => {
    await store.ensureOrganization('payments', '');
    const { id } = await store.createRepository('payments', 'orders', {});
    const row = {
      repositoryId: id,
      branch: 'main',
      allowForcePushes: false,
      allowDeletions: false,
      enforceAdmins: true,
      requiredApprovals: 1,
      document: { required_status_checks: null, restrictions: { users: ['ana'] } },
    };
    await store.saveProtection(row);
    assert.deepEqual(await store.protection(id, 'main'), row);
    assert.equal(await store.protection(id, 'Main'), undefined);
    const open = { ...row, requiredApprovals: undefined, allowDeletions: true, document: {} };
    await store.saveProtection(open);
    await store.saveProtection({ ...row, branch: 'a' });
    assert.deepEqual(await store.protection(id, 'main'), open);
    assert.deepEqual(
      (await store.protections(id)).map(({ branch }) => branch),
      ['a', 'main'],
    );
    assert.equal(await store.removeProtection(id, 'main'), true);
    assert.equal(await store.removeProtection(id, 'main'), false);
    await store.deleteRepository(id);
    assert.deepEqual(await store.protections(id), []);
  });
}

function pullRequestsContract(name: string, open: Open): void {
  contractTest(`${name}: pull requests are numbered without a gap`, open, async (store) => {
    await store.ensureOrganization('payments', '');
    const orders = await store.createRepository('payments', 'orders', {});
    const other = await store.createRepository('payments', 'other', {});
    const pull = (repositoryId: number, title: string) => ({
      repositoryId,
      title,
      body: 'why',
      state: 'open' as const,
      merged: false,
      author: 'ana',
      headRef: 'feature',
      baseRef: 'main',
      draft: false,
      labels: ['bug'],
    });
    await store.createPullRequest(pull(other.id, 'elsewhere'));
    const made = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        store.createPullRequest(pull(orders.id, `${index}`)),
      ),
    );
    const numbers = made.map((row) => row.number).sort((left, right) => left - right);
    assert.deepEqual(numbers, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const listed = (await store.pullRequests(orders.id)).map((row) => row.number);
    assert.deepEqual(listed, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    const third = await store.pullRequest(orders.id, 3);
    assert.ok(third);
    const closed = await store.updatePullRequest(third.id, {
      state: 'closed',
      merged: true,
      labels: [],
    });
    assert.deepEqual(
      [closed.state, closed.merged, closed.labels, closed.title],
      ['closed', true, [], third.title],
    );
    assert.deepEqual(await store.pullRequest(orders.id, 3), closed);
    assert.equal(await store.pullRequest(orders.id, 11), undefined);
  });
}

function hooksContract(name: string, open: Open): void {
  contractTest(`${name}: hooks of a repository and of its organisation`, open, async (store) => {
    await store.ensureOrganization('payments', '');
    const orders = await store.createRepository('payments', 'orders', {});
    const other = await store.createRepository('payments', 'other', {});
    const hook = {
      organization: 'payments',
      repositoryId: undefined,
      url: 'http://127.0.0.1:1/hook',
      secret: 's3cret',
      contentType: 'json' as const,
      events: ['push'],
      active: true,
    };
    const ofAll = await store.saveHook(hook);
    const ofOrders = await store.saveHook({ ...hook, repositoryId: orders.id, secret: undefined });
    assert.notEqual(ofAll.id, ofOrders.id);
    assert.equal(ofOrders.secret, undefined);
    const again = await store.saveHook({ ...hook, events: ['push', 'repository'], active: false });
    assert.equal(again.id, ofAll.id);
    assert.deepEqual(await store.hooks('Payments', undefined), [again]);
    assert.deepEqual(await store.hooks('payments', orders.id), [ofOrders]);
    const ids = async (repository: typeof orders) =>
      (await store.hooksFor(repository)).map(({ id }) => id).sort((left, right) => left - right);
    assert.deepEqual(
      await ids(orders),
      [ofAll.id, ofOrders.id].sort((left, right) => left - right),
    );
    assert.deepEqual(await ids(other), [ofAll.id]);
    assert.equal(await store.removeHook(ofAll.id), true);
    assert.equal(await store.removeHook(ofAll.id), false);
    await store.deleteRepository(orders.id);
    assert.deepEqual(await store.hooks('payments', orders.id), []);
  });
}

function deliveriesContract(name: string, open: Open): void {
  contractTest(
    `${name}: deliveries wait until they arrived or were tried enough`,
    open,
    async (store) => {
      await store.ensureOrganization('payments', '');
      const hook = await store.saveHook({
        organization: 'payments',
        repositoryId: undefined,
        url: 'http://127.0.0.1:1/hook',
        secret: undefined,
        contentType: 'json',
        events: ['push'],
        active: true,
      });
      const delivery = (index: number) => ({
        id: `00000000-0000-4000-8000-00000000000${index}`,
        hookId: hook.id,
        event: 'push',
        payload: { ref: 'refs/heads/main', nested: [1, null, 'ü'] },
        createdAt: new Date(Date.UTC(2026, 0, 1, 0, 0, index)),
      });
      await store.insertDeliveries([delivery(2), delivery(1), delivery(3)]);
      const pending = async (maxAttempts: number, limit = 10) =>
        (await store.pendingDeliveries(maxAttempts, limit)).map(({ id }) => Number(id.at(-1)));
      assert.deepEqual(await pending(3), [1, 2, 3]);
      assert.deepEqual(await pending(3, 2), [1, 2]);
      const [first] = await store.pendingDeliveries(3, 1);
      assert.deepEqual(first, {
        ...delivery(1),
        attempts: 0,
        deliveredAt: undefined,
        status: undefined,
      });
      await store.recordAttempt(delivery(1).id, { status: 200, deliveredAt: new Date() });
      await store.recordAttempt(delivery(2).id, { status: 500, deliveredAt: undefined });
      await store.recordAttempt(delivery(2).id, { status: undefined, deliveredAt: undefined });
      assert.deepEqual(await pending(3), [2, 3]);
      assert.deepEqual(await pending(2), [3]);
    },
  );
}
