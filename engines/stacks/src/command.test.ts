import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runAtmos } from './command.ts';
import { worldOf } from './testing/world-of.ts';

const estate = {
  'atmos.yaml': `
base_path: ./
components: {terraform: {base_path: components/terraform}}
stacks:
  base_path: stacks
  included_paths: ["orgs/**/*"]
  name_pattern: "{tenant}-{environment}"
`,
  'components/terraform/vpc/main.tf': '',
  'stacks/catalog/vpc.yaml': `
components:
  terraform:
    vpc/defaults:
      metadata: {type: abstract, component: vpc}
      vars: {cidr: 10.0.0.0/16, zones: [a, b]}
`,
  'stacks/mixins/tenant.yaml': 'vars: {tenant: fnx}\n',
  'stacks/orgs/fnx/dev.yaml': `
import: [mixins/tenant, catalog/vpc]
vars: {environment: dev}
components:
  terraform:
    vpc:
      metadata: {component: vpc, inherits: [vpc/defaults]}
      vars:
        zones: [c]
        name: '{{ .vars.tenant }}-{{ .vars.environment }}'
`,
};

function atmos(words: string, changes: Readonly<Record<string, string>> = {}) {
  return runAtmos(words.split(' '), worldOf({ ...estate, ...changes }));
}

test('a component is what its imports, parents and own lines make it', () => {
  const { exit, stdout } = atmos('describe component vpc -s fnx-dev --format json');
  assert.equal(exit, 0);
  const { vars, imports } = JSON.parse(stdout);
  assert.deepEqual(imports, ['catalog/vpc', 'mixins/tenant']);
  assert.deepEqual(vars, {
    cidr: '10.0.0.0/16',
    environment: 'dev',
    name: '{{ .vars.tenant }}-{{ .vars.environment }}',
    tenant: 'fnx',
    zones: ['c'],
  });
});

test('stacks are listed by name', () => {
  assert.equal(atmos('list stacks').stdout.trim(), 'fnx-dev');
  assert.equal(atmos('validate stacks').exit, 0);
});

const faults: readonly [string, string, Readonly<Record<string, string>>, RegExp][] = [
  [
    'an unknown tag',
    'validate stacks',
    { 'stacks/mixins/tenant.yaml': 'vars: {tenant: !nonsense fnx}\n' },
    /!nonsense/,
  ],
  [
    'an unknown tag on a list',
    'validate stacks',
    { 'stacks/mixins/tenant.yaml': 'vars: {tenant: fnx, list: !nonsense [1]}\n' },
    /!nonsense/,
  ],
  [
    'a circle of imports',
    'list stacks',
    {
      'stacks/mixins/tenant.yaml': 'import: [catalog/vpc]\nvars: {tenant: fnx}\n',
      'stacks/catalog/vpc.yaml': 'import: [mixins/tenant]\n',
    },
    /mixins\/tenant/,
  ],
  [
    'an import that is not there',
    'describe stacks',
    { 'stacks/mixins/tenant.yaml': 'import: [mixins/gone]\n' },
    /mixins\/gone/,
  ],
  [
    'text that is not YAML',
    'describe stacks',
    { 'stacks/mixins/tenant.yaml': 'vars: {' },
    /tenant\.yaml/,
  ],
  ['a component that is not there', 'describe component gone -s fnx-dev', {}, /gone/],
  ['a stack that is not there', 'describe component vpc -s fnx-gone', {}, /fnx-gone/],
  ['a command that is not built', 'terraform apply', {}, /is not supported/],
];
for (const [what, words, changes, said] of faults) {
  test(`${what} is an error that names it`, () => {
    const { exit, stdout, stderr } = atmos(words, changes);
    assert.notEqual(exit, 0);
    assert.equal(stdout, '');
    assert.match(stderr, said);
  });
}
