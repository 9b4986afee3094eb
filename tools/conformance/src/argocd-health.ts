import { join } from 'node:path';
import { aggregateHealth, assessHealth, operatorChecks } from '@infraforge/gitops';
import { type KubeObject, keyOf } from '@infraforge/kube';
import { type Case, readYaml } from './argocd-cases.ts';

type AggregateFile = {
  readonly application: { readonly name: string };
  readonly cases: readonly {
    readonly name: string;
    readonly resources: readonly { readonly target?: KubeObject; readonly live?: KubeObject }[];
    readonly expected: { readonly status: string; readonly message: string };
  }[];
};

/** `health/application-health.yaml`: the health of an application from that of its resources. */
export function applicationHealthCases(directory: string): readonly Case[] {
  const file = join(directory, 'health/application-health.yaml');
  const { application, cases } = readYaml(file) as AggregateFile;
  return cases.map(({ name, resources, expected }) => ({
    name: `health/application/${name}`,
    async run() {
      const compared = resources.flatMap(({ target, live }) => {
        const object = target ?? live;
        if (!object) return [];
        const sides = { target: target ?? undefined, live: live ?? undefined };
        return [{ key: keyOf(object), ...sides, status: undefined, requiresPruning: false }];
      });
      const { health } = aggregateHealth(application.name, compared, operatorChecks);
      return { expected, actual: { status: health.status, message: health.message ?? '' } };
    },
  }));
}

type Entry = {
  readonly name: string;
  readonly set: 'builtin' | 'custom';
  readonly file: string;
  readonly status: string | null;
  readonly message: string;
};

/** `health/`: one object in, one status out. Custom resources that we have no rule for count as skipped. */
export function healthCases(directory: string, set: Entry['set']): readonly Case[] {
  const entries = readYaml(join(directory, 'health/index.yaml')) as readonly Entry[];
  const wanted = entries.filter((entry) => entry.set === set);
  return wanted.map((entry) => ({
    name: `health/${entry.name}`,
    skip: entry.set === 'custom' && !hasRule(entry) ? 'no rule of our own' : undefined,
    async run() {
      const object = readYaml(join(directory, 'health', entry.file)) as KubeObject;
      const health = assessHealth(object, entry.set === 'custom' ? operatorChecks : {});
      const expected = entry.status === null ? null : [entry.status, entry.message];
      const actual = health ? [health.status, health.message ?? ''] : null;
      return { expected, actual };
    },
  }));
}

/** `custom/<group>/<Kind>/<case>` */
function hasRule({ name }: Entry): boolean {
  return name.split('/').slice(1, 3).join('/') in operatorChecks;
}
