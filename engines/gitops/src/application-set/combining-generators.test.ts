import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ApplicationSet, Generator } from '../types.ts';
import { type GeneratorSources, generateParameters } from './generate-parameters.ts';

const files: Readonly<Record<string, string>> = {
  'apps/api/k.yaml': '',
  'apps/web/k.yaml': '',
  'apps/.hidden/k.yaml': '',
  'clusters/dev.yaml': 'name: dev\nsize: {cpu: 2}\n',
  'clusters/prod.yaml': '- name: prod-1\n- name: prod-2\n',
};
const sources: GeneratorSources = {
  scm: { repositories: async () => [], pathExists: async () => false },
  git: {
    paths: async (repoURL) => (repoURL === 'deploy' ? Object.keys(files) : undefined),
    read: async (_repoURL, _revision, path) => files[path] ?? '',
  },
  clusters: async () => [{ name: 'Big_One', server: 'https://x', labels: { env: 'prod' } }],
};

const list = (...elements: readonly Record<string, unknown>[]): Generator => ({
  list: { elements },
});
const directories = { git: { repoURL: 'deploy', directories: [{ path: 'apps/*' }] } };

type Example = {
  readonly name: string;
  readonly generator: Generator;
  readonly goTemplate?: boolean;
  readonly shows: readonly string[];
  readonly expected: readonly (readonly unknown[])[];
};

const examples: readonly Example[] = [
  {
    name: 'directories of a repository, without hidden ones',
    generator: directories,
    shows: ['path', 'path.basename', 'path[1]'],
    expected: [
      ['apps/api', 'api', 'api'],
      ['apps/web', 'web', 'web'],
    ],
  },
  {
    name: 'objects in files',
    generator: { git: { repoURL: 'deploy', files: [{ path: 'clusters/*.yaml' }] } },
    shows: ['name', 'size.cpu', 'path.filename'],
    expected: [
      ['dev', '2', 'dev.yaml'],
      ['prod-1', undefined, 'prod.yaml'],
      ['prod-2', undefined, 'prod.yaml'],
    ],
  },
  {
    name: 'clusters, our own among them',
    generator: { clusters: {} },
    shows: ['name', 'nameNormalized', 'metadata.labels.env'],
    expected: [
      ['in-cluster', 'in-cluster', undefined],
      ['Big_One', 'big-one', 'prod'],
    ],
  },
  {
    name: 'clusters by their labels',
    generator: { clusters: { selector: { matchLabels: { env: 'prod' } } } },
    shows: ['name'],
    expected: [['Big_One']],
  },
  {
    name: 'every combination, the second with what the first says',
    generator: { matrix: { generators: [list({ a: '1' }, { a: '2' }), list({ b: 'x-{{a}}' })] } },
    shows: ['a', 'b'],
    expected: [
      ['1', 'x-1'],
      ['2', 'x-2'],
    ],
  },
  {
    name: 'what is merged by a key',
    generator: {
      merge: {
        mergeKeys: ['id'],
        generators: [list({ id: 'a', v: '1' }, { id: 'b', v: '1' }), list({ id: 'b', v: '2' })],
      },
    },
    shows: ['id', 'v'],
    expected: [
      ['a', '1'],
      ['b', '2'],
    ],
  },
  {
    name: 'what a selector lets through',
    generator: {
      ...list({ url: 'https://x/1' }, { url: 'https://x/2' }),
      selector: { matchLabels: { url: 'https://x/2' } },
    },
    shows: ['url'],
    expected: [['https://x/2']],
  },
];

function setOf(generator: Generator, goTemplate: boolean): ApplicationSet {
  const spec = { project: 'p', destination: {} };
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name: 'set' },
    spec: { goTemplate, generators: [generator], template: { metadata: {}, spec } },
  };
}

for (const { name, generator, goTemplate = false, shows, expected } of examples) {
  test(`generates ${name}`, async () => {
    const { parameterSets, problems } = await generateParameters(
      setOf(generator, goTemplate),
      sources,
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(
      parameterSets.map(({ parameters }) => shows.map((key) => parameters[key])),
      expected,
    );
  });
}

const refusals: readonly [name: string, generator: Generator, message: RegExp][] = [
  ['a repository that is not there', { git: { repoURL: 'nowhere', directories: [] } }, /not found/],
  ['a matrix of one', { matrix: { generators: [list()] } }, /exactly two/],
  [
    'a matrix that contradicts itself',
    { matrix: { generators: [list({ a: '1' }), list({ a: '2' })] } },
    /duplicate key a/,
  ],
  [
    'a merge without keys',
    { merge: { mergeKeys: [], generators: [list(), list()] } },
    /no merge keys/,
  ],
  [
    'a merge with repeated keys',
    { merge: { mergeKeys: ['id'], generators: [list({ id: '1' }, { id: '1' }), list()] } },
    /not unique/,
  ],
];

for (const [name, generator, message] of refusals) {
  test(`refuses ${name}`, async () => {
    const { problems } = await generateParameters(setOf(generator, false), sources);
    assert.match(problems[0]?.message ?? '', message);
  });
}
