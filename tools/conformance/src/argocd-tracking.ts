import { join } from 'node:path';
import {
  deletionHooks,
  isHook,
  syncPhases,
  type TrackingOptions,
  track,
  trackedBy,
  untrack,
  withMethodOf,
} from '@infraforge/gitops';
import type { KubeObject } from '@infraforge/kube';
import { type Case, readYaml } from './argocd-cases.ts';

type TrackingCase = {
  readonly name: string;
  readonly op: 'set' | 'get' | 'remove' | 'normalize';
  readonly trackingMethod: string;
  readonly labelKey?: string;
  readonly installationID?: string;
  readonly appName?: string;
  readonly defaultNamespace?: string;
  readonly object: KubeObject;
  readonly target?: KubeObject;
  readonly expected: unknown;
};

type HookCase = {
  readonly name: string;
  readonly object: KubeObject;
  readonly expected: Readonly<Record<string, boolean>>;
};

/** `sync/tracking.yaml`: how objects are marked as managed. An unset method means `annotation` everywhere but in a getter. */
export function trackingCases(directory: string): readonly Case[] {
  const { cases } = readYaml(join(directory, 'sync/tracking.yaml')) as {
    readonly cases: readonly TrackingCase[];
  };
  return cases.map((example) => ({
    name: `sync/tracking/${example.name}`,
    skip:
      example.trackingMethod === '' ? 'an unset tracking method: ours is always set' : undefined,
    run: async () => ({ expected: example.expected, actual: answer(example) }),
  }));
}

/** `sync/delete-hooks.yaml`: which objects are hooks, and of what. */
export function deleteHookCases(directory: string): readonly Case[] {
  const { cases } = readYaml(join(directory, 'sync/delete-hooks.yaml')) as {
    readonly cases: readonly HookCase[];
  };
  return cases.map(({ name, object, expected }) => ({
    name: `sync/delete-hooks/${name}`,
    run: async () => ({
      expected,
      actual: {
        hook: isHook(object),
        preDelete: deletionHooks(object).includes('PreDelete'),
        postDelete: deletionHooks(object).includes('PostDelete'),
        syncPhaseHook: isHook(object) && syncPhases(object).length > 0,
      },
    }),
  }));
}

/** A tracking method by its name in the settings of Argo CD. */
export function methodOf(name: string): TrackingOptions['method'] {
  return name === 'label' || name === 'annotation+label' ? name : 'annotation';
}

function answer(example: TrackingCase): unknown {
  const { op, object, target, appName = '', defaultNamespace = '' } = example;
  const { installationID, labelKey = 'app.kubernetes.io/instance' } = example;
  const options: TrackingOptions = {
    method: methodOf(example.trackingMethod),
    labelKey,
    ...(installationID && { installationId: installationID }),
  };
  if (op === 'set') return { object: track(appName, object, defaultNamespace, options) };
  if (op === 'remove') return { object: untrack(object, options) };
  if (op === 'normalize')
    return { object: target ? withMethodOf(object, target, options) : object };
  const { application, id } = trackedBy(object, options);
  const instance = id ? { applicationName: id.application, ...id.key } : null;
  return { appName: application, instance };
}
