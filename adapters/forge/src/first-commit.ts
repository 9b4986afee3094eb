import type { Caller } from '@infraforge/kernel';
import { type Repository, ZERO_ID } from '@infraforge/scm';
import { signatureOf } from './author.ts';
import type { ForgeContext } from './context.ts';
import { recordPush } from './record-push.ts';

/** What `auto_init` asks for: a first commit with a README that says the name and what it is for. */
export async function commitFirstReadme(
  context: ForgeContext,
  repository: Repository,
  caller: Caller,
): Promise<void> {
  const { id, name, description, defaultBranch } = repository;
  const content = `# ${name}\n${description ? `${description}\n` : ''}`;
  const commit = await context.repositories.write(id, {
    branch: defaultBranch,
    base: undefined,
    changes: [{ path: 'README.md', content }],
    message: 'Initial commit',
    author: signatureOf(context, caller),
  });
  const ref = `refs/heads/${defaultBranch}`;
  await recordPush(context, repository, caller, [{ ref, before: ZERO_ID, after: commit.sha }]);
}
