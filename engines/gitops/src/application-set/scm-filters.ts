import { RE2JS } from 're2js';
import type { ScmProvider, ScmRepository } from '../ports.ts';
import type { ScmFilter } from '../types.ts';

/**
 * The repositories (one entry a branch) that the filters let through. Filters that ask about a branch or a path are
 * applied after those that ask only about the repository; within each level one that matches is enough, and both
 * levels have to let an entry through (research/kratix-argocd.md §2a). Throws when an expression cannot be compiled.
 */
export async function filterRepositories(
  repositories: readonly ScmRepository[],
  filters: readonly ScmFilter[],
  provider: ScmProvider,
): Promise<readonly ScmRepository[]> {
  const byRepository = filters.filter((filter) => !asksAboutBranch(filter));
  const byBranch = filters.filter(asksAboutBranch);
  const first = await keepMatching(repositories, byRepository, provider);
  return keepMatching(first, byBranch, provider);
}

function asksAboutBranch(filter: ScmFilter): boolean {
  return (
    filter.branchMatch !== undefined ||
    (filter.pathsExist ?? []).length > 0 ||
    (filter.pathsDoNotExist ?? []).length > 0
  );
}

async function keepMatching(
  repositories: readonly ScmRepository[],
  filters: readonly ScmFilter[],
  provider: ScmProvider,
): Promise<readonly ScmRepository[]> {
  if (filters.length === 0) return repositories;
  const tests = filters.map((filter) => compileFilter(filter, provider));
  const kept: ScmRepository[] = [];
  for (const repository of repositories) {
    for (const test of tests) {
      if (!(await test(repository))) continue;
      kept.push(repository);
      break;
    }
  }
  return kept;
}

/** A test by one filter: all that it says has to hold. Names come first because paths cost a request each. */
function compileFilter(
  filter: ScmFilter,
  provider: ScmProvider,
): (repository: ScmRepository) => Promise<boolean> {
  const repositoryMatch = expression(filter.repositoryMatch);
  const branchMatch = expression(filter.branchMatch);
  const labelMatch = expression(filter.labelMatch);
  return async (repository) => {
    if (repositoryMatch && !repositoryMatch(repository.repository)) return false;
    if (branchMatch && !branchMatch(repository.branch)) return false;
    if (labelMatch && !repository.labels.some(labelMatch)) return false;
    for (const path of filter.pathsExist ?? []) {
      if (!(await provider.pathExists(repository, trimmed(path)))) return false;
    }
    for (const path of filter.pathsDoNotExist ?? []) {
      if (await provider.pathExists(repository, trimmed(path))) return false;
    }
    return true;
  };
}

/** Users write these expressions, so they run in linear time. */
function expression(text: string | undefined): ((value: string) => boolean) | undefined {
  if (text === undefined) return undefined;
  const compiled = RE2JS.compile(text);
  return (value) => compiled.matcher(value).find();
}

function trimmed(path: string): string {
  return path.replace(/\/+$/, '');
}
