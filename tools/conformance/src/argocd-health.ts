import { join } from 'node:path';
import { assessHealth } from '@infraforge/gitops';
import type { KubeObject } from '@infraforge/kube';
import { type Case, readYaml } from './argocd-cases.ts';

type Entry = {
  readonly name: string;
  readonly set: 'builtin' | 'custom';
  readonly file: string;
  readonly status: string | null;
  readonly message: string;
};

/** `health/`: one object in, one status out. Custom checks count as skipped: they are rules of our own. */
export function healthCases(directory: string): readonly Case[] {
  const entries = readYaml(join(directory, 'health/index.yaml')) as readonly Entry[];
  return entries.map((entry) => ({
    name: `health/${entry.name}`,
    skip: entry.set === 'custom' ? 'no rule of our own' : undefined,
    async run() {
      const object = readYaml(join(directory, 'health', entry.file)) as KubeObject;
      const health = assessHealth(object, {});
      const expected = entry.status === null ? null : [entry.status, entry.message];
      const actual = health ? [health.status, health.message ?? ''] : null;
      return { expected, actual };
    },
  }));
}
