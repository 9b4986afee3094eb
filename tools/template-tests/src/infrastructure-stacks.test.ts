import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { suite, test } from 'node:test';
import { readTerraformModule, type TerraformModule } from '@infraforge/hcl';
import { parse } from 'yaml';
import { type Instance, readEstate, type Stack } from './estate.ts';

const root = resolve(import.meta.dirname, '../../..');
const stacks = readEstate(join(root, 'infrastructure/stacks'));
const components = join(root, 'infrastructure/components/terraform');
const modules = new Map<string, TerraformModule>();
for (const folder of globSync('*', { cwd: components })) {
  const files = globSync(`${folder}/*.tf`, { cwd: components });
  const texts = files.map((file) => [basename(file), readFileSync(join(components, file), 'utf8')]);
  modules.set(folder, await readTerraformModule(Object.fromEntries(texts)));
}

const instances = ({ components }: Stack): readonly (readonly [string, Instance])[] =>
  Object.entries(components).filter(([, { metadata }]) => metadata?.type !== 'abstract');

test('two tenants have three accounts each, with an environment in two regions', () => {
  const places = stacks.map(({ manifest }) => manifest.split('/').slice(1, 4).join('/'));
  const wanted = ['acme', 'fnx'].flatMap((tenant) =>
    ['dev', 'prod', 'staging'].flatMap((account) =>
      ['eu-west-1', 'eu-west-2'].map((region) => `${tenant}/${account}/${region}`),
    ),
  );
  assert.deepEqual(places, wanted);
  assert.ok(stacks.some(({ manifest }) => manifest === 'orgs/fnx/dev/eu-west-2/testenv-01'));
});

for (const stack of stacks) {
  suite(stack.manifest, () => {
    const [, tenant, account, region, environment] = stack.manifest.split('/');

    test('every component is there once, and says where it belongs', () => {
      const names = instances(stack).map(([, { metadata }]) => metadata?.component);
      assert.deepEqual(names.sort(), [...modules.keys()].sort());
      for (const [name, { vars }] of instances(stack)) {
        const { tenant: t, account: a, region: r, environment: e, stage } = vars;
        assert.deepEqual(
          [t, a, r, e, stage],
          [tenant, account, region, environment, account],
          name,
        );
      }
    });

    test('every instance gets the inputs that its module wants, and no others', () => {
      for (const [name, { metadata, vars }] of instances(stack)) {
        const variables = modules.get(metadata?.component ?? '')?.variables ?? [];
        const declared = variables.map((variable) => variable.name);
        const required = variables.filter((variable) => variable.required);
        assert.deepEqual(
          Object.keys(vars).filter((key) => !declared.includes(key)),
          [],
          name,
        );
        assert.deepEqual(
          required.filter((variable) => !(variable.name in vars)),
          [],
          name,
        );
      }
    });

    test('every state that is read is an output of what it depends on', () => {
      for (const [name, { dependencies, vars }] of instances(stack)) {
        const depends = (dependencies?.components ?? []).map(({ component }) => component);
        const read = [...JSON.stringify(vars).matchAll(/!terraform\.state (\S+) \.?(\w+)/g)];
        for (const [, component = '', output] of read) {
          assert.ok(depends.includes(component), `${name} reads ${component} without saying so`);
          const outputs = modules.get(component)?.outputs.map((known) => known.name);
          assert.ok(outputs?.includes(output ?? ''), `${name}: ${component} has no ${output}`);
        }
      }
    });

    test('nothing depends on itself, whichever way round', () => {
      const visit = (name: string, path: readonly string[]): void => {
        assert.ok(!path.includes(name), [...path, name].join(' → '));
        const next = stack.components[name]?.dependencies?.components ?? [];
        for (const { component } of next) {
          assert.ok(stack.components[component], `${name} depends on ${component}`);
          visit(component, [...path, name]);
        }
      };
      for (const [name] of instances(stack)) visit(name, []);
    });

    test('it is as large as its class says', () => {
      assert.deepEqual(sizeOf(stack), SIZES[account ?? '']);
    });
  });
}

/** The table of the seeds: development, production, and staging between them. */
const SIZES: Readonly<Record<string, unknown>> = {
  dev: { nodes: '2 x t3.medium (SPOT)', database: 'none', nat: 'single', postgres: 1, ha: false },
  staging: {
    nodes: '3 x t3.medium (ON_DEMAND)',
    database: '2 x t3.medium (ON_DEMAND)',
    nat: 'one_per_az',
    postgres: 2,
    ha: true,
  },
  prod: {
    nodes: '3 x t3.xlarge (ON_DEMAND)',
    database: '2 x r6i.xlarge (ON_DEMAND)',
    nat: 'one_per_az',
    postgres: 2,
    ha: true,
  },
};

type NodeGroup = {
  readonly desired_size: number;
  readonly instance_types: readonly string[];
  readonly capacity_type: string;
};

function sizeOf({ components }: Stack) {
  const groups = components.eks?.vars.node_groups as Readonly<Record<string, NodeGroup>>;
  const show = (group: NodeGroup | undefined) =>
    group ? `${group.desired_size} x ${group.instance_types[0]} (${group.capacity_type})` : 'none';
  assert.equal([components.vpc?.vars.availability_zones].flat().length, 3);
  return {
    nodes: show(groups.general),
    database: show(groups.database),
    nat: components.vpc?.vars.nat_gateway_strategy,
    postgres: components.rds?.vars.replicas,
    ha: components.rds?.vars.multi_az,
  };
}

test('networks do not overlap', () => {
  const cidrs = stacks.map(({ components }) => components.vpc?.vars.vpc_cidr);
  assert.equal(new Set(cidrs).size, stacks.length);
});

test('every stack is mapped to an organisation, a team, a class and a region', () => {
  const file = join(root, 'catalog/tenant-mapping.yaml');
  const { tenant_mapping: mapping } = parse(readFileSync(file, 'utf8'));
  const mapped = mapping.map((entry: { atmos_stack: string }) => entry.atmos_stack);
  assert.deepEqual(mapped.sort(), stacks.map(({ manifest }) => manifest).sort());
  assert.deepEqual(
    mapping.find((entry: { atmos_stack: string }) =>
      entry.atmos_stack.endsWith('fnx/dev/eu-west-2/testenv-01'),
    ),
    {
      atmos_stack: 'orgs/fnx/dev/eu-west-2/testenv-01',
      idp_context: {
        organization: 'fnx',
        team: 'platform',
        environment: 'development',
        region: 'eu-west-2',
      },
    },
  );
});

test('the mixins of the seeds are there', () => {
  for (const name of ['tenant/fnx', 'stage/production', 'region/eu-west-1']) {
    assert.ok(existsSync(join(root, `infrastructure/stacks/mixins/${name}.yaml`)), name);
  }
});
