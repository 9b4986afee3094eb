import { join } from 'node:path';
import {
  type Application,
  type ApplicationSet,
  generateApplications,
  generateParameters,
  type ScmRepository,
} from '@infraforge/gitops';
import { type Case, readFolder } from './argocd-cases.ts';

type SetCase = {
  readonly name: string;
  readonly kind: 'generate' | 'reconcile';
  readonly applicationSet: ApplicationSet;
  readonly inputs?: {
    readonly scmRepositories?: readonly (ScmRepository & { readonly paths: readonly string[] })[];
    readonly scmError?: string;
  };
  readonly expected: {
    readonly error?: string;
    readonly ordered?: boolean;
    readonly applications: readonly Application[];
  };
};

/** `applicationset/`: the Applications of a set. */
export function applicationSetCases(directory: string): readonly Case[] {
  return readFolder<SetCase>(join(directory, 'applicationset')).map((example) => ({
    name: `applicationset/${example.name}`,
    run: async () => generate(example),
  }));
}

async function generate({ applicationSet, inputs = {}, expected }: SetCase) {
  const { scmRepositories = [] } = inputs;
  const scm = {
    async repositories() {
      return scmRepositories;
    },
    async pathExists(repository: ScmRepository, path: string) {
      const found = repository as ScmRepository & { readonly paths: readonly string[] };
      return found.paths.some((each) => each === path || each.startsWith(`${path}/`));
    },
  };
  const { parameterSets, problems } = await generateParameters(applicationSet, { scm });
  const { applications, failures } = generateApplications(applicationSet, parameterSets);
  const actual = applications.map(({ metadata, spec }) => ({ metadata, spec }));
  const order = (items: readonly unknown[]) =>
    expected.ordered === false
      ? [...items].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
      : items;
  return {
    expected: { failed: expected.error !== undefined, applications: order(expected.applications) },
    actual: { failed: problems.length + failures.length > 0, applications: order(actual) },
  };
}
