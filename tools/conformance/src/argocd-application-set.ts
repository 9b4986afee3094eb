import { join } from 'node:path';
import {
  type Application,
  type ApplicationSet,
  type GeneratorSources,
  generateApplications,
  generateParameters,
  type RegisteredCluster,
  type ScmPullRequest,
  type ScmRepository,
  updateApplication,
} from '@infraforge/gitops';
import { canonicalJson } from '@infraforge/kernel';
import { type Case, readFolder } from './argocd-cases.ts';

type GitInput = {
  readonly repoURL: string;
  readonly revision?: string;
  readonly files: readonly { readonly path: string; readonly content: string }[];
};

type Inputs = {
  readonly scmRepositories?: readonly (ScmRepository & { readonly paths: readonly string[] })[];
  readonly scmError?: string;
  readonly git?: readonly GitInput[];
  readonly clusters?: readonly RegisteredCluster[];
  readonly pullRequests?: readonly (ScmPullRequest & { readonly headSHA: string })[];
  readonly pullRequestError?: string;
  readonly plugins?: Readonly<Record<string, readonly Record<string, unknown>[]>>;
  readonly liveApplications?: readonly Application[];
  readonly newGitFileGlobbing?: boolean;
};

type SetCase = {
  readonly name: string;
  readonly kind: 'generate' | 'reconcile';
  readonly applicationSet: ApplicationSet;
  readonly inputs?: Inputs;
  readonly expected: {
    readonly error?: string;
    readonly ordered?: boolean;
    readonly applications?: readonly Application[];
    readonly operations?: Readonly<Record<string, string>>;
    readonly applicationsAfter?: readonly Application[];
  };
};

/** `applicationset/`: the Applications of a set, and what becomes of those that are there. */
export function applicationSetCases(directory: string): readonly Case[] {
  return readFolder<SetCase>(join(directory, 'applicationset')).map((example) => ({
    name: `applicationset/${example.name}`,
    run: async () => (example.kind === 'generate' ? generate(example) : reconcile(example)),
  }));
}

async function generate({ applicationSet, inputs = {}, expected }: SetCase) {
  const { applications, failed } = await applicationsOf(applicationSet, inputs);
  const byText = (left: unknown, right: unknown) =>
    canonicalJson(left) < canonicalJson(right) ? -1 : 1;
  const order = (items: readonly unknown[]) =>
    expected.ordered === false ? [...items].sort(byText) : items;
  return {
    expected: {
      failed: expected.error !== undefined,
      applications: order(expected.applications ?? []),
    },
    actual: { failed, applications: order(applications.map(shown)) },
  };
}

async function reconcile({ applicationSet, inputs = {}, expected }: SetCase) {
  const { applications } = await applicationsOf(applicationSet, inputs);
  const live = new Map(inputs.liveApplications?.map((each) => [each.metadata.name, each]));
  const operations: Record<string, string> = {};
  const after = applications.map((application) => {
    const { name } = application.metadata;
    const before = live.get(name);
    const next = before ? updateApplication(before, application, applicationSet) : application;
    const same = before && canonicalJson(next) === canonicalJson(before);
    operations[name] = before ? (same ? 'unchanged' : 'updated') : 'created';
    return shown(next);
  });
  const { operations: wanted, applicationsAfter } = expected;
  return {
    expected: { operations: wanted, applicationsAfter },
    actual: { operations, applicationsAfter: after },
  };
}

async function applicationsOf(set: ApplicationSet, inputs: Inputs) {
  const { parameterSets, problems } = await generateParameters(set, sourcesOf(inputs));
  const { applications, failures } = generateApplications(set, parameterSets);
  return { applications, failed: problems.length + failures.length > 0 };
}

function shown({ metadata, spec }: Application): unknown {
  const { ownerReferences: _owners, ...rest } = metadata;
  return { metadata: rest, spec };
}

function sourcesOf(inputs: Inputs): GeneratorSources {
  const repositories = inputs.git ?? [];
  const find = (repoURL: string, revision: string) =>
    repositories.find((each) => each.repoURL === repoURL && (each.revision ?? 'HEAD') === revision);
  return {
    scm: {
      async repositories() {
        if (inputs.scmError) throw new Error(inputs.scmError);
        return inputs.scmRepositories ?? [];
      },
      async pathExists({ repository, branch }, path) {
        const found = inputs.scmRepositories?.find(
          (each) => each.repository === repository && each.branch === branch,
        );
        return found?.paths.some((each) => each === path || each.startsWith(`${path}/`)) ?? false;
      },
    },
    git: {
      async paths(repoURL, revision) {
        return find(repoURL, revision)?.files.map(({ path }) => path);
      },
      async read(repoURL, revision, path) {
        const files = find(repoURL, revision)?.files ?? [];
        return files.find((file) => file.path === path)?.content ?? '';
      },
    },
    pullRequests: {
      async open() {
        if (inputs.pullRequestError) throw new Error(inputs.pullRequestError);
        return (inputs.pullRequests ?? []).map((pull) => ({ ...pull, headSha: pull.headSHA }));
      },
    },
    clusters: async () => inputs.clusters ?? [],
    plugins: {
      async ask(name) {
        const answer = inputs.plugins?.[name];
        if (!answer) throw new Error(`configmaps "${name}" not found`);
        return answer;
      },
    },
    newGitFileGlobbing: inputs.newGitFileGlobbing ?? false,
  };
}
