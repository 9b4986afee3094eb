import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StoredToken, TokenStore } from '@infraforge/identity';

/** What every TokenStore does. `open` gives an empty one. */
export function tokenStoreContract(
  name: string,
  open: () => Promise<{ store: TokenStore; close(): Promise<void> }>,
): void {
  const example = (title: string, run: (store: TokenStore) => Promise<void>) =>
    test(`${name}: ${title}`, async () => {
      const { store, close } = await open();
      try {
        await run(store);
      } finally {
        await close();
      }
    });

  example('gives a token back as it was put in', async (store) => {
    const limited = tokenOf('a', {
      scopes: ['read'],
      expiresAt: new Date('2027-01-01T00:00:00.000Z'),
    });
    const unlimited = tokenOf('b', {});
    await store.insert(limited);
    await store.insert(unlimited);
    assert.deepEqual(await store.find('a'), limited);
    assert.deepEqual(await store.find('b'), unlimited);
    assert.equal(await store.find('c'), undefined);
  });

  example('keeps no scope apart from every scope', async (store) => {
    await store.insert(tokenOf('a', { scopes: [] }));
    assert.deepEqual((await store.find('a'))?.scopes, []);
  });

  example('refuses a second token with the same id', async (store) => {
    await store.insert(tokenOf('a', {}));
    await assert.rejects(store.insert(tokenOf('a', { subject: 'user:default/ben' })));
    assert.equal((await store.find('a'))?.subject, 'user:default/ana');
  });

  example("lists one subject's tokens, oldest first", async (store) => {
    await store.insert(tokenOf('late', { createdAt: new Date('2026-11-02T00:00:00Z') }));
    await store.insert(tokenOf('early', { createdAt: new Date('2026-11-01T00:00:00Z') }));
    await store.insert(tokenOf('other', { subject: 'user:default/ben' }));
    const ids = (await store.list('user:default/ana')).map((token) => token.id);
    assert.deepEqual(ids, ['early', 'late']);
  });

  example('removes a token once', async (store) => {
    await store.insert(tokenOf('a', {}));
    assert.equal(await store.remove('a'), true);
    assert.equal(await store.remove('a'), false);
    assert.equal(await store.find('a'), undefined);
  });
}

function tokenOf(id: string, members: Partial<StoredToken>): StoredToken {
  return {
    id,
    secretHash: 'f'.repeat(64),
    subject: 'user:default/ana',
    description: 'laptop',
    scopes: undefined,
    createdAt: new Date('2026-11-24T10:00:00.123Z'),
    expiresAt: undefined,
    ...members,
  };
}
