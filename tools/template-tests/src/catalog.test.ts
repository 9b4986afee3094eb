import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { suite, test } from 'node:test';
import {
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  DefaultNamespaceEntityPolicy,
  domainEntityV1alpha1Validator,
  type Entity,
  FieldFormatEntityPolicy,
  groupEntityV1alpha1Validator,
  type KindValidator,
  locationEntityV1alpha1Validator,
  NoForeignRootFieldsEntityPolicy,
  parseEntityRef,
  resourceEntityV1alpha1Validator,
  SchemaValidEntityPolicy,
  stringifyEntityRef,
  systemEntityV1alpha1Validator,
  userEntityV1alpha1Validator,
} from '@backstage/catalog-model';
import { templateEntityV1beta3Validator } from '@backstage/plugin-scaffolder-common';
import { parse } from 'yaml';
import { entitiesFrom, entityFiles } from './index.ts';

const root = resolve(import.meta.dirname, '../../..');
const found = entitiesFrom(root, 'catalog/all.yaml');
const named = (kind: string) => found.filter(({ entity }) => entity.kind === kind);

/** As the catalog's own processors do: format of every field, then the schema of the kind. */
const policies = [
  new DefaultNamespaceEntityPolicy(),
  new SchemaValidEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
  new FieldFormatEntityPolicy(),
];
const kinds: readonly KindValidator[] = [
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  domainEntityV1alpha1Validator,
  groupEntityV1alpha1Validator,
  locationEntityV1alpha1Validator,
  resourceEntityV1alpha1Validator,
  systemEntityV1alpha1Validator,
  templateEntityV1beta3Validator,
  userEntityV1alpha1Validator,
];

/** An entity as its processors see it: `$text` is replaced by the text of the file, which must be there. */
function withTexts(entity: Entity, file: string): Entity {
  return JSON.parse(JSON.stringify(entity), (_key, value) =>
    typeof value?.$text === 'string'
      ? readFileSync(join(root, dirname(file), value.$text), 'utf8')
      : value,
  );
}

suite('the catalog', () => {
  test('every entity passes the catalog’s own validation', async () => {
    for (const { entity, file } of found) {
      let checked = withTexts(entity, file);
      for (const policy of policies) checked = (await policy.enforce(checked)) ?? checked;
      const results = await Promise.all(kinds.map((kind) => kind.check(checked)));
      assert.equal(results.filter(Boolean).length, 1, `${file}: no known kind ${entity.kind}`);
    }
  });

  test('every file with entities is reached from catalog/all.yaml', () => {
    const reached = new Set(found.map(({ file }) => file));
    assert.deepEqual(
      entityFiles(root, 'catalog').filter((file) => !reached.has(file)),
      [],
    );
    assert.ok(reached.has('templates/nodejs-service/template.yaml'));
  });

  test('no two entities share a reference', () => {
    const references = found.map(({ entity }) => stringifyEntityRef(entity));
    assert.equal(new Set(references).size, references.length);
  });

  test('every reference leads to an entity', () => {
    const known = new Set(found.map(({ entity }) => stringifyEntityRef(entity)));
    for (const { entity, file } of found) {
      for (const [field, defaultKind] of Object.entries(REFERENCES)) {
        for (const reference of [entity.spec?.[field] ?? []].flat().map(String)) {
          const target = stringifyEntityRef(parseEntityRef(reference, { defaultKind }));
          assert.ok(known.has(target), `${file}: ${field} names ${target}, which is nowhere`);
        }
      }
    }
  });

  test('every API is provided by a component or belongs to a system', () => {
    for (const { entity, file } of named('API')) assert.ok(entity.spec?.system, file);
  });
});

/** Fields that hold references, with the kind that they mean when none is written. */
const REFERENCES: Readonly<Record<string, string>> = {
  owner: 'Group',
  system: 'System',
  domain: 'Domain',
  parent: 'Group',
  memberOf: 'Group',
  providesApis: 'API',
  consumesApis: 'API',
  dependsOn: 'Component',
};

suite('people and teams', () => {
  test('exactly three teams may own services', () => {
    const tenants = named('Group').filter(
      ({ entity }) => entity.metadata.labels?.['infraforge.io/tenant'] === 'true',
    );
    assert.deepEqual(
      tenants.map(({ entity }) => [entity.metadata.name, entity.spec?.type]),
      [
        ['payments', 'team'],
        ['platform-team', 'team'],
        ['storefront', 'team'],
      ],
    );
  });

  const members: readonly (readonly [string, string])[] = [
    ['admin', 'platform-team'],
    ['ana', 'payments'],
    ['ben', 'payments'],
    ['carla', 'storefront'],
    ['dev', 'storefront'],
    ['guest', 'payments'],
  ];
  for (const [user, team] of members) {
    test(`${user} is in ${team} and in no other group`, () => {
      const entity = named('User').find(({ entity }) => entity.metadata.name === user)?.entity;
      assert.deepEqual(entity?.spec?.memberOf, [team]);
    });
  }

  test('every team that CODEOWNERS names is a group', () => {
    const groups = new Set(named('Group').map(({ entity }) => entity.metadata.name));
    const owners = readFileSync(join(root, '.github/CODEOWNERS'), 'utf8').matchAll(/@\S+\/(\S+)/g);
    for (const [, team = ''] of owners) assert.ok(groups.has(team), team);
  });
});

suite('services', () => {
  const folders = globSync('catalog/services/*/*', { cwd: root }).sort();

  test('there are those of the seeds', () => {
    const names = folders.map((folder) => folder.replace('catalog/services/', ''));
    assert.deepEqual(names, [
      'compute/background-job',
      'compute/web-service',
      'data/postgres',
      'data/redis',
      'data/s3-bucket',
      'networking/cdn',
      'networking/load-balancer',
      'networking/vpc',
    ]);
  });

  test('vpc-service has every field that the seeds give it', () => {
    const { entity } = named('Component').find(
      ({ entity }) => entity.metadata.name === 'vpc-service',
    ) as { entity: Entity };
    const { 'backstage.io/techdocs-ref': docs, ...annotations } = entity.metadata.annotations ?? {};
    assert.equal(docs, 'dir:.');
    assert.deepEqual(
      { ...entity, metadata: { ...entity.metadata, annotations } },
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          name: 'vpc-service',
          title: 'Virtual Private Cloud',
          description: 'Secure, isolated network foundation for AWS workloads',
          annotations: {
            'atmos.tools/component': 'vpc',
            'cost.platform.com/monthly-estimate': '$45-90',
            'compliance.platform.com/level': 'production',
          },
        },
        spec: {
          type: 'infrastructure-service',
          lifecycle: 'production',
          owner: 'platform-team',
          system: 'networking',
          providesApis: ['vpc-api'],
          consumesApis: [],
          dependsOn: ['resource:aws-account'],
        },
      },
    );
  });

  for (const folder of folders) {
    test(`${folder} has docs, and a price that adds up`, () => {
      const file = (name: string) => join(root, folder, name);
      assert.ok(existsSync(file('docs/index.md')));
      assert.ok(existsSync(file('mkdocs.yml')));
      const { spec }: { spec: CostEstimate } = parse(
        readFileSync(file('cost-estimate.yaml'), 'utf8'),
      );
      for (const size of spec.sizes) {
        for (const { name, quantity, price, monthly } of size.items) {
          assert.equal((Number(quantity) * Number(price)).toFixed(2), monthly, name);
        }
        const sum = size.items.reduce((total, item) => total + Number(item.monthly), 0);
        assert.equal(sum.toFixed(2), size.monthly, size.name);
      }
      const [low, high] = spec.sizes.map((size) => Math.round(Number(size.monthly)));
      const component = found.find(
        ({ entity, file }) => file.startsWith(`${folder}/`) && entity.kind === 'Component',
      );
      const annotations = component?.entity.metadata.annotations;
      assert.equal(annotations?.['cost.platform.com/monthly-estimate'], `$${low}-${high}`);
    });
  }
});

type CostEstimate = {
  readonly sizes: readonly {
    readonly name: string;
    readonly monthly: string;
    readonly items: readonly {
      readonly name: string;
      readonly quantity: string;
      readonly price: string;
      readonly monthly: string;
    }[];
  }[];
};
