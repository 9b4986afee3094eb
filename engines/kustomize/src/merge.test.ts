import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Data } from './data.ts';
import { mergePatch } from './merge.ts';

const pod = (spec: Data): Data => ({ apiVersion: 'v1', kind: 'Pod', spec });
const service = (...ports: Data[]): Data => ({
  apiVersion: 'v1',
  kind: 'Service',
  spec: { ports },
});

const examples: readonly [string, Data, Data, Data | undefined][] = [
  [
    'elements merge by name, those of the patch first',
    pod({ containers: [{ name: 'a', image: '1' }, { name: 'b' }] }),
    pod({ containers: [{ name: 'c' }, { name: 'b', image: '2' }] }),
    pod({ containers: [{ name: 'c' }, { name: 'b', image: '2' }, { name: 'a', image: '1' }] }),
  ],
  [
    'ports of the same number and another protocol are two',
    service({ port: 53, protocol: 'TCP' }),
    service({ port: 53, protocol: 'UDP' }),
    service({ port: 53, protocol: 'UDP' }, { port: 53, protocol: 'TCP' }),
  ],
  ['null removes', pod({ a: 1, b: 2 }), pod({ a: null as never }), pod({ b: 2 })],
  ['lists without a key are replaced', pod({ x: [1, 2] }), pod({ x: [3] }), pod({ x: [3] })],
  [
    '$patch: delete removes an element',
    pod({ volumes: [{ name: 'a' }, { name: 'b' }] }),
    pod({ volumes: [{ name: 'a', $patch: 'delete' }] }),
    pod({ volumes: [{ name: 'b' }] }),
  ],
  [
    '$patch: replace in a list replaces it',
    pod({ volumes: [{ name: 'a' }] }),
    pod({ volumes: [{ $patch: 'replace' }, { name: 'b' }] }),
    pod({ volumes: [{ name: 'b' }] }),
  ],
  ['$patch: delete removes the object', pod({}), { ...pod({}), $patch: 'delete' }, undefined],
  [
    'finalizers are a set',
    { ...pod({}), metadata: { finalizers: ['a', 'b'] } },
    { metadata: { finalizers: ['c', 'a'] } },
    { ...pod({}), metadata: { finalizers: ['c', 'a', 'b'] } },
  ],
];
for (const [what, base, patch, expected] of examples) {
  test(what, () => {
    const before = structuredClone(base);
    assert.deepEqual(mergePatch(base, patch), expected);
    assert.deepEqual(base, before);
  });
}
