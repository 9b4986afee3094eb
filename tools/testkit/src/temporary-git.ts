import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGitRepositories, type EmbeddedGit } from '@infraforge/git';

/** Real repositories in a folder that is removed with them, which has room for working copies too. */
export type TemporaryGit = {
  readonly repositories: EmbeddedGit;
  readonly folder: string;
  close(): Promise<void>;
};

/** Opens them below the temporary directory. The path has a space in it, as a user's may. */
export async function temporaryGitRepositories(): Promise<TemporaryGit> {
  const folder = await mkdtemp(join(tmpdir(), 'git repositories-'));
  const repositories = createGitRepositories({ root: join(folder, 'forge') });
  return {
    repositories,
    folder,
    async close() {
      await repositories.close();
      await rm(folder, { recursive: true });
    },
  };
}
