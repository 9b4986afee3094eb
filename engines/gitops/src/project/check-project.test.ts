import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KubeObject } from '@infraforge/kube';
import type { Application, AppProject } from '../types.ts';
import { checkProject } from './check-project.ts';

const server = 'https://kubernetes.default.svc';
const project: AppProject = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'AppProject',
  metadata: { name: 'workloads-payments' },
  spec: {
    sourceRepos: ['http://127.0.0.1:7080/payments/*'],
    destinations: [{ server, namespace: 'payments-*' }],
    clusterResourceWhitelist: [{ group: '', kind: 'Namespace', name: 'payments-*' }],
    namespaceResourceBlacklist: [{ group: 'rbac.authorization.k8s.io', kind: '*' }],
  },
};

function application(repository: string, namespace: string): Application {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'orders-dev' },
    spec: {
      project: 'workloads-payments',
      source: { repoURL: `http://127.0.0.1:7080/${repository}.git` },
      destination: { server, namespace },
    },
  };
}

function object(apiVersion: string, kind: string, name: string, namespace?: string): KubeObject {
  return { apiVersion, kind, metadata: { name, ...(namespace && { namespace }) } };
}

const fine = application('payments/orders', 'payments-dev');
type Example = readonly [name: string, Application, readonly KubeObject[], RegExp | undefined];

const examples: readonly Example[] = [
  [
    'its own repository and namespace',
    fine,
    [object('v1', 'Service', 's', 'payments-dev')],
    undefined,
  ],
  ['its own namespace as an object', fine, [object('v1', 'Namespace', 'payments-dev')], undefined],
  [
    "another team's repository",
    application('storefront/cart', 'payments-dev'),
    [],
    /application repo .*storefront\/cart.* is not permitted in project 'workloads-payments'/,
  ],
  [
    "another team's namespace",
    application('payments/orders', 'storefront-dev'),
    [],
    /do not match any of the allowed destinations in project 'workloads-payments'/,
  ],
  [
    "an object in another team's namespace",
    fine,
    [object('v1', 'Secret', 's', 'storefront-dev')],
    /namespace storefront-dev is not permitted/,
  ],
  [
    'a cluster role',
    fine,
    [object('rbac.authorization.k8s.io/v1', 'ClusterRole', 'r')],
    /resource rbac.authorization.k8s.io:ClusterRole is not permitted in project workloads-payments/,
  ],
  [
    'a role',
    fine,
    [object('rbac.authorization.k8s.io/v1', 'Role', 'r', 'payments-dev')],
    /Role is not permitted/,
  ],
  [
    "another team's namespace as an object",
    fine,
    [object('v1', 'Namespace', 'storefront-dev')],
    /resource :Namespace is not permitted/,
  ],
];

for (const [name, subject, objects, expected] of examples) {
  test(`${name}: ${expected ? 'refused' : 'permitted'}`, () => {
    const problems = checkProject(subject, project, objects);
    assert.equal(problems.length, expected ? 1 : 0);
    if (expected) assert.match(problems[0]?.message ?? '', expected);
  });
}

test('a project that is not there permits nothing', () => {
  const [problem] = checkProject(fine, undefined, []);
  assert.match(problem?.message ?? '', /project workloads-payments which does not exist/);
});
