import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ExplainInput, explain } from './explain.ts';
import type { PodView } from './types.ts';

const pod = (patch: Partial<PodView>): PodView => ({
  name: 'orders-7d9f-x2k4',
  uid: '1',
  revision: '3f2c1a9',
  status: 'Running',
  ready: true,
  restarts: 0,
  ...patch,
});

const calm: ExplainInput = {
  service: 'orders',
  sync: 'Synced',
  conditions: [],
  operation: { phase: 'Succeeded', message: 'successfully synced' },
  pods: [pod({})],
  desired: 1,
  servingInstead: undefined,
};

const examples: readonly [string, Partial<ExplainInput>, readonly [string, RegExp, RegExp][]][] = [
  ['nothing is wrong', {}, []],
  [
    'a pod crashes while the old revision serves',
    {
      pods: [
        pod({ status: 'CrashLoopBackOff', ready: false, restarts: 3, message: 'exit code 1' }),
        pod({ name: 'orders-old-1' }),
      ],
      servingInstead: '91be0d2ffff',
    },
    [
      [
        'error',
        /CrashLoopBackOff: exit code 1 3 restarts\. .*91be0d2 still serves/,
        /gaia logs orders/,
      ],
    ],
  ],
  [
    'two pods crash for one cause',
    {
      pods: [
        pod({ status: 'OOMKilled', ready: false }),
        pod({ status: 'OOMKilled', ready: false }),
      ],
    },
    [['error', /OOMKilled/, /limits\.memory/]],
  ],
  [
    'a readiness probe fails',
    { pods: [pod({ ready: false, message: 'Readiness probe /readyz answered 503 for 40 s' })] },
    [['info', /1 of 1 pods not ready: Readiness probe \/readyz answered 503/, /Wait/]],
  ],
  [
    'a service listens on a port of its own',
    { pods: [pod({ ready: false, message: 'It listens on port 4567 and not on PORT (21041).' })] },
    [['error', /4567/, /environment variable PORT/]],
  ],
  [
    'the manifests cannot be rendered',
    {
      conditions: [
        {
          type: 'ComparisonError',
          message: 'deploy/overlays/dev/kustomization.yaml:3 unknown field',
        },
      ],
    },
    [['error', /kustomization\.yaml:3/, /Mend the manifest/]],
  ],
  [
    'warnings of GitOps are not errors of the service',
    { conditions: [{ type: 'OrphanedResourceWarning', message: 'x' }] },
    [],
  ],
  [
    'a sync failed without a condition',
    { operation: { phase: 'Failed', message: 'one or more objects failed to apply' } },
    [['error', /failed to apply/, /Mend the manifest/]],
  ],
];

for (const [name, patch, expected] of examples) {
  test(`explains when ${name}`, () => {
    const actual = explain({ ...calm, ...patch });
    assert.equal(actual.length, expected.length, JSON.stringify(actual));
    for (const [index, [severity, reason, nextStep]] of expected.entries()) {
      assert.equal(actual[index]?.severity, severity);
      assert.match(actual[index]?.reason ?? '', reason);
      assert.match(actual[index]?.nextStep ?? '', nextStep);
    }
  });
}
