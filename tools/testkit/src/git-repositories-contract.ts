import { test } from 'node:test';
import type { GitRepositories } from '@infraforge/scm';
import { readingCases } from './git-repositories-reading.cases.ts';
import { writingCases } from './git-repositories-writing.cases.ts';

type Open = () => Promise<{ repositories: GitRepositories; close(): Promise<void> }>;

/** What every GitRepositories must do. Registers node:test cases; `open` gives repositories in a fresh place. */
export function gitRepositoriesContract(name: string, open: Open): void {
  const contractTest = (title: string, body: (git: GitRepositories) => Promise<void>) =>
    test(`${name}: ${title}`, async () => {
      const { repositories, close } = await open();
      try {
        await repositories.create(1, 'main');
        await body(repositories);
      } finally {
        await close();
      }
    });
  for (const [title, body] of Object.entries({ ...readingCases, ...writingCases })) {
    contractTest(title, body);
  }
}
