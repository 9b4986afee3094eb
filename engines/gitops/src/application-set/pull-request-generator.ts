import { slugify } from '@infraforge/gotemplate';
import { messageOf } from '@infraforge/kernel';
import { RE2JS } from 're2js';
import type { PullRequests, ScmPullRequest } from '../ports.ts';
import type { PullRequestGenerator } from '../types.ts';
import {
  type GeneratorContext,
  generated,
  type Parameters,
  type ParametersResult,
  refused,
} from './parameter-set.ts';
import { withValues } from './with-values.ts';

/** One set of parameters for each open pull request that a filter lets through. */
export async function pullRequestParameters(
  generator: PullRequestGenerator,
  pulls: PullRequests,
  { set }: GeneratorContext,
): Promise<ParametersResult> {
  const { github, filters = [], values } = generator;
  if (!github) {
    return refused(
      'pull-request',
      'error generating params from pullRequest: only github is supported here',
    );
  }
  try {
    const open = await pulls.open(github.owner, github.repo, github.labels ?? []);
    const kept = open.filter(
      (pull) => filters.length === 0 || filters.some((filter) => matches(pull, filter)),
    );
    const nested = set.spec.goTemplate === true;
    return generated(kept.map((pull) => withValues(parametersOf(pull, nested), values, set)));
  } catch (error) {
    return refused('pull-request', `error generating params from pullRequest: ${messageOf(error)}`);
  }
}

type Filter = NonNullable<PullRequestGenerator['filters']>[number];

function matches(pull: ScmPullRequest, filter: Filter): boolean {
  const found = (expression: string | undefined, text: string) =>
    expression === undefined || RE2JS.compile(expression).matcher(text).find();
  return (
    found(filter.branchMatch, pull.branch) &&
    found(filter.targetBranchMatch, pull.targetBranch) &&
    found(filter.titleMatch, pull.title)
  );
}

function parametersOf(pull: ScmPullRequest, nested: boolean): Parameters {
  const { branch, targetBranch, headSha, labels } = pull;
  const slug = (text: string) => slugify(text, { maxLength: 50, wholeWords: true });
  return {
    number: String(pull.number),
    title: pull.title,
    branch,
    branch_slug: slug(branch),
    target_branch: targetBranch,
    target_branch_slug: slug(targetBranch),
    head_sha: headSha,
    head_short_sha: headSha.slice(0, 8),
    head_short_sha_7: headSha.slice(0, 7),
    author: pull.author,
    ...(nested && { labels }),
  };
}
