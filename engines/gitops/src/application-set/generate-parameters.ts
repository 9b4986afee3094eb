import { messageOf, type Problem } from '@infraforge/kernel';
import type { LabelSelector } from '@infraforge/kube';
import { isRecord } from '../fields.ts';
import type {
  GeneratorPlugins,
  GitFiles,
  PullRequests,
  RegisteredCluster,
  ScmProvider,
} from '../ports.ts';
import type { ApplicationSet, Generator } from '../types.ts';
import { clusterParameters } from './clusters-generator.ts';
import { gitParameters } from './git-generator.ts';
import { listParameters } from './list-generator.ts';
import { matrixParameters } from './matrix-generator.ts';
import { mergeParameters } from './merge-generator.ts';
import {
  type GeneratorContext,
  generated,
  type ParameterSet,
  type ParametersResult,
  refused,
} from './parameter-set.ts';
import { pluginParameters } from './plugin-generator.ts';
import { pullRequestParameters } from './pull-request-generator.ts';
import { scmParameters } from './scm-generator.ts';
import { selectParameters } from './select-parameters.ts';

/** Where generators ask. A generator whose source is not there is refused. */
export type GeneratorSources = {
  readonly scm: ScmProvider;
  readonly git?: GitFiles;
  readonly pullRequests?: PullRequests;
  /** Clusters that are registered beside our own. */
  readonly clusters?: () => Promise<readonly RegisteredCluster[]>;
  readonly plugins?: GeneratorPlugins;
  readonly newGitFileGlobbing?: boolean;
};

/** Parameters of all generators that worked, in order, and the problems of those that did not. */
export type GeneratedParameters = {
  readonly parameterSets: readonly ParameterSet[];
  readonly problems: readonly Problem[];
};

/** Asks every generator of a set. When there is a problem nothing may be created, updated or deleted. */
export async function generateParameters(
  set: ApplicationSet,
  sources: GeneratorSources,
): Promise<GeneratedParameters> {
  const parameterSets: ParameterSet[] = [];
  const problems: Problem[] = [];
  for (const generator of set.spec.generators) {
    const result = await ask(generator, sources, {
      set,
      given: {},
      newGitFileGlobbing: sources.newGitFileGlobbing ?? false,
    });
    if (!result.ok) {
      problems.push(...result.problems);
      continue;
    }
    for (const parameters of result.parameters) parameterSets.push({ parameters, generator });
  }
  return { parameterSets, problems };
}

async function ask(
  generator: Generator,
  sources: GeneratorSources,
  context: GeneratorContext,
): Promise<ParametersResult> {
  const result = await askUnselected(generator, sources, context);
  const { selector } = generator;
  if (!result.ok || !isRecord(selector)) return result;
  try {
    return { ok: true, parameters: selectParameters(result.parameters, selector as LabelSelector) };
  } catch (error) {
    return refused('generator-selector', `error parsing label selector: ${messageOf(error)}`);
  }
}

async function askUnselected(
  generator: Generator,
  sources: GeneratorSources,
  context: GeneratorContext,
): Promise<ParametersResult> {
  const { list, scmProvider, git, clusters, pullRequest, plugin, matrix, merge } = generator;
  const again = (each: Generator, within: GeneratorContext) => ask(each, sources, within);
  if (list) return listParameters(list, context);
  if (scmProvider) return scmParameters(scmProvider, sources.scm, context);
  if (git && sources.git) return gitParameters(git, sources.git, context);
  if (clusters) return clusterParameters(clusters, (await sources.clusters?.()) ?? [], context);
  if (pullRequest && sources.pullRequests) {
    return pullRequestParameters(pullRequest, sources.pullRequests, context);
  }
  if (plugin && sources.plugins) return pluginParameters(plugin, sources.plugins, context);
  if (matrix) return matrixParameters(matrix.generators, context, again);
  if (merge) return mergeParameters(merge, context, again);
  const name = Object.keys(generator).find((key) => key !== 'selector');
  if (name === undefined) return generated([]);
  const message = `error generating params from ${name}: this generator is not supported here`;
  return refused('generator', message, 'Use list, scmProvider, git, clusters, matrix or merge.');
}
