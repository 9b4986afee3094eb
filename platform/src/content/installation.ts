import { createDirectory, type Directory, type Team } from '@infraforge/identity';
import type { Clock, Logger } from '@infraforge/kernel';
import type { FileChange, ForgeStore, GitRepositories, Repository } from '@infraforge/scm';
import { readCatalogDirectory } from './read-catalog-directory.ts';
import {
  CONTENT_REPOSITORY,
  PLATFORM_ORGANIZATION,
  platformSignature,
  STATE_REPOSITORY,
  seedRepository,
} from './seed-repositories.ts';

export type InstallationDeps = {
  readonly forge: ForgeStore;
  readonly git: GitRepositories;
  readonly clock: Clock;
  readonly logger: Logger;
  /** What the content repository begins with. */
  readContent(): Promise<readonly FileChange[]>;
  parseYaml(text: string, file: string): readonly unknown[];
  /** The files of the state repository that follow from the teams: tenants and GitOps' own manifests. */
  stateFiles(teams: readonly Team[]): readonly (FileChange & { readonly content: string })[];
  /** Where the forge tells of pushes. */
  readonly webhook: { readonly url: string; readonly secret: string };
};

/** What this installation's content says: who there is. Git is the truth; `refresh` reads it again. */
export type Installation = {
  directory(): Directory;
  /**
   * Brings forge and state repository in line with the content at its main commit: an organisation and a webhook for
   * each team, and the files of the state repository that follow from them. Changes nothing the second time.
   */
  refresh(): Promise<void>;
};

export function createInstallation(deps: InstallationDeps): Installation {
  let directory = createDirectory([], []);
  let seen = '';
  return {
    directory: () => directory,
    async refresh() {
      const content = await seedRepository(
        { ...deps, now: deps.clock.now() },
        CONTENT_REPOSITORY,
        "The platform's content: catalog, templates, policies",
        deps.readContent,
      );
      const commit = await deps.git.resolve(content.id, content.defaultBranch);
      if (!commit || commit === seen) return;
      directory = await readCatalogDirectory(deps.git, content.id, commit, deps.parseYaml);
      const teams = directory.teams();
      for (const owner of [PLATFORM_ORGANIZATION, ...teams.map(({ name }) => name)]) {
        await ensureOrganization(deps, owner, teams);
      }
      await writeState(deps, deps.stateFiles(teams));
      seen = commit;
      deps.logger.info(
        `content ${commit.slice(0, 7)}: ${teams.length} teams, ${directory.people().length} people`,
      );
    },
  };
}

async function ensureOrganization(deps: InstallationDeps, login: string, teams: readonly Team[]) {
  const title = teams.find(({ name }) => name === login)?.title ?? 'The platform itself';
  await deps.forge.ensureOrganization(login, title);
  await deps.forge.saveHook({
    repositoryId: undefined,
    organization: login,
    url: deps.webhook.url,
    secret: deps.webhook.secret,
    contentType: 'json',
    events: ['push', 'repository', 'pull_request'],
    active: true,
  });
}

async function writeState(
  deps: InstallationDeps,
  files: readonly (FileChange & { readonly content: string })[],
): Promise<void> {
  const seed = { ...deps, now: deps.clock.now() };
  const description = 'What should be: requests and what they were rendered to';
  const state = await seedRepository(seed, STATE_REPOSITORY, description, async () => files);
  const base = await deps.git.resolve(state.id, state.defaultBranch);
  const changes = [];
  for (const file of files) {
    if ((await read(deps.git, state, base, file.path)) !== file.content) changes.push(file);
  }
  if (!base || changes.length === 0) return;
  await deps.git.write(state.id, {
    branch: state.defaultBranch,
    base,
    changes,
    message: 'Follow the teams of the content repository',
    author: platformSignature(deps.clock.now()),
  });
}

async function read(
  git: GitRepositories,
  repository: Repository,
  revision: string | undefined,
  path: string,
): Promise<string | undefined> {
  const entry = revision ? await git.entry(repository.id, revision, path) : undefined;
  const content = entry && (await git.blob(repository.id, entry.sha));
  return content && Buffer.from(content).toString('utf8');
}
