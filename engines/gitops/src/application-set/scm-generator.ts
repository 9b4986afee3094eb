import { normalizeName } from '@infraforge/gotemplate';
import { messageOf } from '@infraforge/kernel';
import type { ScmProvider, ScmRepository } from '../ports.ts';
import type { ScmProviderGenerator } from '../types.ts';
import {
  type GeneratorContext,
  generated,
  type Parameters,
  type ParametersResult,
  refused,
} from './parameter-set.ts';

import { filterRepositories } from './scm-filters.ts';
import { withValues } from './with-values.ts';

const providers = ['github', 'gitlab', 'gitea', 'bitbucket', 'bitbucketServer', 'azureDevOps'];

/** The parameters of an scmProvider generator: one set for every branch that its filters let through. */
export async function scmParameters(
  generator: ScmProviderGenerator,
  provider: ScmProvider,
  context: GeneratorContext,
): Promise<ParametersResult> {
  const { github } = generator;
  if (!github) {
    const named = providers.find((name) => name in generator) ?? 'none';
    const message = `error generating params from scmProvider: only github is supported here, not ${named}`;
    return refused('scm-provider', message, 'Use github with the API of the forge.');
  }
  try {
    const options = {
      allBranches: github.allBranches ?? false,
      cloneProtocol: generator.cloneProtocol ?? 'ssh',
    };
    const all = await provider.repositories(github.organization, options);
    const kept = await filterRepositories(all, generator.filters ?? [], provider);
    return generated(kept.map((repository) => parametersOf(repository, generator, context)));
  } catch (error) {
    return refused('scm-provider', `error generating params from scmProvider: ${messageOf(error)}`);
  }
}

function parametersOf(
  repository: ScmRepository,
  generator: ScmProviderGenerator,
  { set }: GeneratorContext,
): Parameters {
  const nested = set.spec.goTemplate === true;
  const { sha, branch, labels } = repository;
  const parameters: Parameters = {
    organization: repository.organization,
    repository: repository.repository,
    repository_id: repository.repositoryId,
    url: repository.url,
    branch,
    branchNormalized: normalizeName(branch),
    sha,
    short_sha: sha.slice(0, 8),
    short_sha_7: sha.slice(0, 7),
    labels: nested ? labels : labels.join(','),
  };
  return withValues(parameters, generator.values, set);
}
