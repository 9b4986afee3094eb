import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PlatformContext } from '../context.ts';
import type { ApplicationView } from './application-view.ts';
import { historyWithCommits } from './history-commits.ts';

const author = { name: 'ana', email: 'ana@example.com', date: new Date('2026-11-24T10:00:00Z') };
const context = {
  urls: { forge: 'http://forge:7080' },
  forge: { repository: async (owner: string) => (owner === 'payments' ? { id: 7 } : undefined) },
  git: {
    commit: async (id: number, sha: string) =>
      id === 7 && sha === 'known' ? { message: 'Add retry\n\nWhy', author } : undefined,
  },
} as unknown as PlatformContext;

const view = (repository: string) =>
  ({
    repository,
    history: [{ revision: 'known' }, { revision: 'gone' }],
  }) as unknown as ApplicationView;

for (const [repository, subject] of [
  ['http://forge:7080/payments/orders.git', 'Add retry'],
  ['http://forge:7080/nobody/orders.git', undefined],
  ['https://github.com/payments/orders.git', undefined],
] as const) {
  test(`names the commits of ${repository}: ${subject ?? 'none'}`, async () => {
    const [known, gone] = await historyWithCommits(context, view(repository));
    assert.equal(known?.commit?.subject, subject);
    assert.equal(gone?.commit, undefined);
  });
}
