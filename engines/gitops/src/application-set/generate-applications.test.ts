import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ScmProvider, ScmRepository } from '../ports.ts';
import type { ApplicationSet, ApplicationSetSpec, Generator, ScmFilter } from '../types.ts';
import { generateApplications, validateApplications } from './generate-applications.ts';
import { generateParameters } from './generate-parameters.ts';

const server = 'https://kubernetes.default.svc';

function setOf(
  spec: Partial<ApplicationSetSpec> & { readonly generators: readonly Generator[] },
): ApplicationSet {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name: 'set', namespace: 'argocd' },
    spec: {
      template: {
        metadata: { name: '{{name}}' },
        spec: {
          project: 'default',
          source: { repoURL: 'https://git.example.com/deploy.git', path: 'apps/{{name}}' },
          destination: { server, namespace: '{{name}}' },
        },
      },
      ...spec,
    },
  };
}

function repository(name: string, more: Partial<ScmRepository> = {}): ScmRepository {
  return {
    organization: 'payments',
    repository: name,
    repositoryId: 1,
    url: `http://127.0.0.1:7080/payments/${name}.git`,
    branch: 'main',
    sha: '0bc57212c3cbbec69d20b34c507284bd300def5b',
    labels: ['idp-managed'],
    ...more,
  };
}

function scmOf(repositories: readonly ScmRepository[], paths: readonly string[] = []): ScmProvider {
  return {
    repositories: async () => repositories,
    pathExists: async ({ repository: name }, path) => paths.includes(`${name}/${path}`),
  };
}

async function generate(set: ApplicationSet, scm: ScmProvider = scmOf([])) {
  const { parameterSets, problems } = await generateParameters(set, { scm });
  const { applications, failures } = generateApplications(set, parameterSets);
  return { applications, problems: [...problems, ...failures] };
}

test('a list gives an application for each element, with the resources finalizer', async () => {
  const elements = [{ name: 'a' }, { name: 'b' }];
  const { applications, problems } = await generate(
    setOf({ generators: [{ list: { elements } }] }),
  );
  assert.deepEqual(problems, []);
  assert.deepEqual(
    applications.map(({ metadata, spec }) => [metadata, spec.source?.path]),
    ['a', 'b'].map((name) => [
      { name, namespace: 'argocd', finalizers: ['resources-finalizer.argocd.argoproj.io'] },
      `apps/${name}`,
    ]),
  );
});

test('Go templates know every parameter of a repository', async () => {
  const set = setOf({
    goTemplate: true,
    goTemplateOptions: ['missingkey=error'],
    generators: [{ scmProvider: { github: { organization: 'payments' } } }],
    template: {
      metadata: {
        name: '{{.repository}}-{{.branchNormalized}}',
        labels: { sha: '{{.short_sha}}' },
      },
      spec: {
        project: 'workloads-{{.organization}}',
        source: {
          repoURL: '{{.url}}',
          targetRevision: '{{.sha}}',
          path: '{{.short_sha_7}}/{{index .labels 0}}/{{.repository_id}}',
        },
        destination: { server, namespace: '{{.organization}}-dev' },
      },
    },
  });
  const scm = scmOf([repository('orders', { branch: 'Feature/New_X' })]);
  const [application] = (await generate(set, scm)).applications;
  assert.equal(application?.metadata.name, 'orders-feature-new-x');
  assert.equal(application.metadata.labels?.sha, '0bc57212');
  assert.equal(application.spec.source?.path, '0bc5721/idp-managed/1');
});

test('a key that is missing is a failure and no application', async () => {
  const set = setOf({
    goTemplate: true,
    goTemplateOptions: ['missingkey=error'],
    generators: [{ list: { elements: [{ title: 'a' }] } }],
    template: { ...setOf({ generators: [] }).spec.template, metadata: { name: '{{.name}}' } },
  });
  const { applications, problems } = await generate(set);
  assert.deepEqual(applications, []);
  assert.match(problems[0]?.message ?? '', /name/);
});

test('the template of a generator is laid over that of the set', async () => {
  const template = { metadata: {}, spec: { project: 'other', source: { path: 'alt' } } };
  const generators = [{ list: { elements: [{ name: 'a' }], template } }];
  const [application] = (await generate(setOf({ generators }))).applications;
  assert.deepEqual(
    [application?.spec.project, application?.spec.source?.path, application?.spec.source?.repoURL],
    ['other', 'alt', 'https://git.example.com/deploy.git'],
  );
});

test('resources that are to be preserved bring no finalizer', async () => {
  const set = setOf({
    syncPolicy: { preserveResourcesOnDeletion: true },
    generators: [{ list: { elements: [{ name: 'a' }] } }],
  });
  assert.equal((await generate(set)).applications[0]?.metadata.finalizers, undefined);
});

const filters: readonly [
  name: string,
  filters: readonly ScmFilter[],
  expected: readonly string[],
][] = [
  ['none', [], ['orders', 'orders-ui', 'docs']],
  ['the name', [{ repositoryMatch: '^orders$' }], ['orders']],
  ['a part of the name', [{ repositoryMatch: 'orders' }], ['orders', 'orders-ui']],
  ['a topic', [{ labelMatch: '^idp-managed$' }], ['orders', 'orders-ui']],
  ['a path', [{ pathsExist: ['catalog-info.yaml'] }], ['orders', 'docs']],
  ['a path that is not there', [{ pathsDoNotExist: ['catalog-info.yaml'] }], ['orders-ui']],
  ['topic and path', [{ labelMatch: 'idp', pathsExist: ['catalog-info.yaml'] }], ['orders']],
  [
    'one of two',
    [{ repositoryMatch: '^docs$' }, { repositoryMatch: 'ui$' }],
    ['orders-ui', 'docs'],
  ],
  [
    'repository filters and path filters are both asked',
    [{ repositoryMatch: '^docs$' }, { pathsExist: ['catalog-info.yaml'] }],
    ['docs'],
  ],
  ['another branch', [{ branchMatch: '^release' }], []],
];

for (const [name, list, expected] of filters) {
  test(`scmProvider filters: ${name}`, async () => {
    const scm = scmOf(
      [repository('orders'), repository('orders-ui'), repository('docs', { labels: [] })],
      ['orders/catalog-info.yaml', 'docs/catalog-info.yaml'],
    );
    const generator = { scmProvider: { github: { organization: 'payments' }, filters: list } };
    const { parameterSets } = await generateParameters(setOf({ generators: [generator] }), { scm });
    assert.deepEqual(
      parameterSets.map(({ parameters }) => parameters.repository),
      expected,
    );
  });
}

const failures: readonly [name: string, generator: Generator, message: RegExp][] = [
  ['an element that is no text', { list: { elements: [{ name: 1 }] } }, /value of name as string/],
  [
    'an expression that cannot be compiled',
    { scmProvider: { github: { organization: 'p' }, filters: [{ repositoryMatch: '(' }] } },
    /error generating params from scmProvider/,
  ],
  ['a host that is not supported', { scmProvider: { gitlab: {} } }, /not gitlab/],
  ['a generator that is not supported', { crystalBall: {} }, /crystalBall/],
];

for (const [name, generator, message] of failures) {
  test(`a generator fails on ${name}; the others go on`, async () => {
    const generators = [{ list: { elements: [{ name: 'a' }] } }, generator];
    const { applications, problems } = await generate(
      setOf({ generators }),
      scmOf([repository('x')]),
    );
    assert.equal(applications.length, 1);
    assert.match(problems[0]?.message ?? '', message);
  });
}

test('names that are used twice or are no DNS names are left out and said', async () => {
  const elements = ['a', 'twice', 'twice', 'Not_A_Name', ''].map((name) => ({ name }));
  const set = setOf({ generators: [{ list: { elements } }] });
  const { applications } = await generate(set);
  const { valid, problems } = validateApplications(set, applications);
  assert.deepEqual(
    valid.map(({ metadata }) => metadata.name),
    ['a'],
  );
  assert.equal(problems.length, 3);
  assert.match(problems[0]?.message ?? '', /duplicate name: twice/);
});
