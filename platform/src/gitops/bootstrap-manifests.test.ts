import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AppProject, problemsOfProject } from '@infraforge/gitops';
import type { KubeObject } from '@infraforge/kube';
import { parseYaml } from '@infraforge/yaml';
import { BOOTSTRAP_PATH, bootstrapManifests } from './bootstrap-manifests.ts';

const forgeUrl = 'http://127.0.0.1:7080';
const { root, files } = bootstrapManifests({ teams: ['payments', 'storefront'], forgeUrl });
const objects = files.map(({ content }) => parseYaml(content) as KubeObject);

test('root-app brings up the projects and sets of all teams', () => {
  assert.deepEqual(
    root.map(({ kind, metadata }) => `${kind} ${metadata.name}`),
    ['AppProject bootstrap', 'Application root-app'],
  );
  assert.deepEqual(
    files.map(({ path }) => path.slice(BOOTSTRAP_PATH.length + 1)),
    [
      'appproject-bootstrap.yaml',
      'appproject-platform.yaml',
      'appproject-workloads.yaml',
      'appproject-workloads-payments.yaml',
      'appproject-workloads-storefront.yaml',
      'applicationset-platform.yaml',
      'applicationset-workloads.yaml',
    ],
  );
});

test('every project is valid', () => {
  const projects = objects.filter(({ kind }) => kind === 'AppProject') as unknown as AppProject[];
  assert.deepEqual(projects.flatMap(problemsOfProject), []);
});

test('the set of workloads asks the forge as Argo CD would', () => {
  const set = objects.find(
    ({ kind, metadata }) => kind === 'ApplicationSet' && metadata.name === 'workloads',
  );
  const spec = set?.spec as Record<string, unknown>;
  assert.equal(spec.goTemplate, true);
  assert.deepEqual(spec.goTemplateOptions, ['missingkey=error']);
  assert.deepEqual((spec.generators as unknown[])[0], {
    scmProvider: {
      cloneProtocol: 'https',
      github: {
        organization: 'payments',
        api: `${forgeUrl}/api/v3`,
        tokenRef: { secretName: 'forge-token', key: 'token' },
      },
      filters: [{ labelMatch: '^idp-managed$', pathsExist: ['catalog-info.yaml'] }],
    },
  });
});

test('the same teams give the same files', () => {
  assert.deepEqual(
    bootstrapManifests({ teams: ['payments', 'storefront'], forgeUrl }).files,
    files,
  );
});
