import assert from 'node:assert/strict';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { createServiceSchema } from '@infraforge/plugin-platform-common';
import { parse } from 'yaml';
import { readTemplate } from './index.ts';
import {
  buildOverlay,
  defaults,
  nodejsService,
  temporaryFolder,
  valueAt,
  writeService,
} from './testing.ts';

/** One value of the form and the line of a manifest that it reaches. */
type Reach = {
  readonly field: string;
  readonly value: string | number | boolean;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
  readonly manifest: string;
  readonly path: string;
  readonly expected: unknown;
};

const container = 'spec.template.spec.containers.0';
const own = { resources: 'custom', cpu: '500m', memory: '256Mi' };
const reaches: readonly Reach[] = [
  {
    field: 'name',
    value: 'carts',
    manifest: 'Deployment',
    path: 'metadata.name',
    expected: 'carts',
  },
  {
    field: 'name',
    value: 'carts',
    manifest: 'Ingress',
    path: 'spec.rules.0.host',
    expected: 'carts.dev.localhost',
  },
  {
    field: 'environment',
    value: 'dev',
    manifest: 'Service',
    path: 'metadata.namespace',
    expected: 'payments-dev',
  },
  {
    field: 'environment',
    value: 'dev',
    manifest: 'Deployment',
    path: 'metadata.labels.infraforge~io/environment',
    expected: 'dev',
  },
  {
    field: 'resources',
    value: 'small',
    manifest: 'Deployment',
    path: `${container}.resources`,
    expected: {
      requests: { cpu: '100m', memory: '128Mi' },
      limits: { cpu: '500m', memory: '256Mi' },
    },
  },
  {
    field: 'resources',
    value: 'medium',
    manifest: 'Deployment',
    path: `${container}.resources`,
    expected: { requests: { cpu: '250m', memory: '256Mi' }, limits: { cpu: '1', memory: '512Mi' } },
  },
  {
    field: 'resources',
    value: 'large',
    manifest: 'Deployment',
    path: `${container}.resources`,
    expected: { requests: { cpu: '500m', memory: '512Mi' }, limits: { cpu: '2', memory: '1Gi' } },
  },
  {
    field: 'cpu',
    value: '1.5',
    with: own,
    manifest: 'Deployment',
    path: `${container}.resources.requests.cpu`,
    expected: '1.5',
  },
  {
    field: 'cpu',
    value: '1.5',
    with: own,
    manifest: 'Deployment',
    path: `${container}.resources.limits.cpu`,
    expected: '1.5',
  },
  {
    field: 'memory',
    value: '96Mi',
    with: own,
    manifest: 'Deployment',
    path: `${container}.resources.requests.memory`,
    expected: '96Mi',
  },
  {
    field: 'memory',
    value: '96Mi',
    with: own,
    manifest: 'Deployment',
    path: `${container}.resources.limits.memory`,
    expected: '96Mi',
  },
  {
    field: 'minReplicas',
    value: 2,
    manifest: 'HorizontalPodAutoscaler',
    path: 'spec.minReplicas',
    expected: 2,
  },
  {
    field: 'maxReplicas',
    value: 7,
    manifest: 'HorizontalPodAutoscaler',
    path: 'spec.maxReplicas',
    expected: 7,
  },
  {
    field: 'maxReplicas',
    value: 2,
    with: { minReplicas: 4 },
    manifest: 'HorizontalPodAutoscaler',
    path: 'spec.maxReplicas',
    expected: 4,
  },
  {
    field: 'metrics',
    value: false,
    manifest: 'Deployment',
    path: `${container}.env.METRICS_ENABLED`,
    expected: 'false',
  },
  {
    field: 'metrics',
    value: true,
    manifest: 'Deployment',
    path: 'spec.template.metadata.annotations.prometheus~io/scrape',
    expected: 'true',
  },
  {
    field: 'traces',
    value: true,
    manifest: 'Deployment',
    path: `${container}.env.OTEL_TRACES_EXPORTER`,
    expected: 'otlp',
  },
  {
    field: 'traces',
    value: false,
    manifest: 'Deployment',
    path: `${container}.env.OTEL_TRACES_EXPORTER`,
    expected: 'none',
  },
  {
    field: 'logLevel',
    value: 'debug',
    manifest: 'Deployment',
    path: `${container}.env.LOG_LEVEL`,
    expected: 'debug',
  },
];

suite('every field of the form reaches a line of a manifest', () => {
  for (const { field, value, with: others, manifest, path, expected } of reaches) {
    test(`${field}: ${value} → ${manifest} ${path}`, async (t) => {
      const folder = temporaryFolder(t);
      writeService(folder, { ...others, [field]: value });
      const manifests = await buildOverlay(folder, 'dev');
      const found = manifests.find(({ kind }) => kind === manifest);
      assert.deepEqual(valueAt(found, path), expected);
    });
  }

  test('the description and the owner reach what people read', (t) => {
    const folder = temporaryFolder(t);
    writeService(folder);
    const read = (file: string) => readFileSync(join(folder, file), 'utf8');
    assert.equal(JSON.parse(read('package.json')).description, defaults.description);
    for (const file of ['openapi.yaml', 'mkdocs.yml']) {
      const { info, site_description } = parse(read(file));
      assert.equal(info?.description ?? site_description, defaults.description, file);
    }
    assert.match(read('README.md'), /Takes "orders": yes, # all of them/);
    assert.equal(read('.github/CODEOWNERS'), '* @payments/payments\n');
  });

  test('nothing of the template is left in the service', (t) => {
    const folder = temporaryFolder(t);
    writeService(folder);
    for (const file of globSync(['**/*', '.*', '.github/CODEOWNERS'], { cwd: folder })) {
      if (!statSync(join(folder, file)).isFile()) continue;
      assert.doesNotMatch(readFileSync(join(folder, file), 'utf8'), /\$\{\{|\{%/, file);
    }
    const workflow = readFileSync(join(folder, '.github/workflows/ci.yaml'), 'utf8');
    assert.match(workflow, /\$\{\{ github\.sha \}\}/);
  });

  test('the API takes what the form asks for, but for the environment', () => {
    const { team, template, ...shared } = createServiceSchema.shape;
    assert.ok(team && template);
    const fields = readTemplate(nodejsService).spec.parameters.flatMap(fieldsOf);
    assert.deepEqual([...Object.keys(shared), 'environment', 'owner'].sort(), [...fields].sort());
  });

  test('no field is left out', () => {
    const covered = new Set(reaches.map(({ field }) => field));
    // The owner reaches manifests by its team, the description the catalog, README, docs and package.json.
    const others = new Set(['owner', 'description']);
    const fields = readTemplate(nodejsService).spec.parameters.flatMap(fieldsOf);
    assert.ok(fields.length >= 12, fields.join(', '));
    assert.deepEqual(
      fields.filter((field) => !covered.has(field) && !others.has(field)),
      [],
    );
  });
});

type Schema = {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, { readonly oneOf: readonly Schema[] }>>;
};

function fieldsOf(schema: Schema): readonly string[] {
  const dependent = Object.values(schema.dependencies ?? {}).flatMap(({ oneOf }) => oneOf);
  return [...new Set([...Object.keys(schema.properties ?? {}), ...dependent.flatMap(fieldsOf)])];
}
