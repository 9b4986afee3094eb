import type { Team } from '@infraforge/identity';
import { bootstrapManifests } from '@infraforge/platform';
import { stringifyYaml } from '@infraforge/yaml';

export type StateFile = { readonly path: string; readonly content: string };

/** What the state repository holds by itself: a file a tenant, and the manifests that GitOps brings everything up from. */
export function stateFiles(teams: readonly Team[], forgeUrl: string): readonly StateFile[] {
  const tenants = teams.map((team) => ({
    path: `tenants/${team.name}.yaml`,
    content: stringifyYaml({
      name: team.name,
      title: team.title,
      owners: [`group:default/${team.name}`],
      environments: [{ name: 'dev', class: 'dev' }],
    }),
  }));
  return [
    ...tenants,
    ...bootstrapManifests({ teams: teams.map(({ name }) => name), forgeUrl }).files,
  ];
}
