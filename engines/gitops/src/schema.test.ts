import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KubeObject } from '@infraforge/kube';
import { parseApplication, parseApplicationSet, parseAppProject } from './schema.ts';

type Parse = (object: KubeObject) => {
  readonly ok: boolean;
  readonly problems?: readonly { readonly message: string }[];
};
const parsers: Readonly<Record<string, Parse>> = {
  Application: parseApplication,
  AppProject: parseAppProject,
  ApplicationSet: parseApplicationSet,
};
const fine = { project: 'p', source: { repoURL: 'r' }, destination: {} };

const examples: readonly [kind: string, spec: unknown, problem: RegExp | undefined][] = [
  ['Application', { ...fine, info: [] }, undefined],
  ['Application', undefined, /^spec of Application x/],
  ['Application', { ...fine, project: 1 }, /^spec.project of Application x/],
  ['Application', { ...fine, source: { path: 'p' } }, /^spec.source.repoURL/],
  ['Application', { ...fine, syncPolicy: { syncOptions: 'all' } }, /^spec.syncPolicy.syncOptions/],
  ['AppProject', {}, undefined],
  ['AppProject', { destinations: [{ namespace: ['a'] }] }, /^spec.destinations.0.namespace/],
  ['ApplicationSet', { generators: [], template: { spec: {} } }, undefined],
  ['ApplicationSet', { generators: {}, template: { spec: {} } }, /^spec.generators/],
];

for (const [kind, spec, problem] of examples) {
  test(`${kind} with spec ${JSON.stringify(spec)} is ${problem ? 'refused' : 'read'}`, () => {
    const object = { apiVersion: 'argoproj.io/v1alpha1', kind, metadata: { name: 'x' }, spec };
    const result = parsers[kind]?.(object);
    assert.equal(result?.ok, problem === undefined);
    if (problem) assert.match(result?.problems?.[0]?.message ?? '', problem);
  });
}
