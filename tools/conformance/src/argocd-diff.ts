import { join } from 'node:path';
import { type DiffSettings, diffObjects, hideSecrets } from '@infraforge/gitops';
import type { KubeObject } from '@infraforge/kube';
import { type Case, readFolder } from './argocd-cases.ts';
import { methodOf } from './argocd-tracking.ts';

type Settings = DiffSettings & {
  readonly structuredMergeDiff?: boolean;
  readonly dryRunResult?: KubeObject;
  readonly hideAnnotations?: readonly string[];
  readonly trackingMethod?: string;
  readonly labelKey?: string;
};

type DiffCase = {
  readonly name: string;
  readonly kind: 'diff' | 'hideSecret';
  readonly settings: Settings;
  readonly live?: KubeObject | null;
  readonly target?: KubeObject | null;
  readonly expected: Readonly<Record<string, unknown>>;
};

/** `diff/`: normalised live object, what an apply would make of it, and whether the two differ. */
export function diffCases(directory: string): readonly Case[] {
  return readFolder<DiffCase>(join(directory, 'diff')).map((example) => ({
    name: `diff/${example.name}`,
    skip: reasonToSkip(example),
    run: async () => ({ expected: example.expected, actual: answer(example) }),
  }));
}

/** Both belong to server-side apply, which the local cluster does not have yet. */
function reasonToSkip({ settings, target }: DiffCase): string | undefined {
  const { structuredMergeDiff, dryRunResult } = settings;
  const options = target?.metadata.annotations?.['argocd.argoproj.io/sync-options'] ?? '';
  if (structuredMergeDiff || options.includes('ServerSideApply=true'))
    return 'structured merge diff: the local cluster applies on the client side';
  return dryRunResult
    ? 'server-side diff: the local cluster applies on the client side'
    : undefined;
}

function trackingOf({ trackingMethod, labelKey }: Settings): Pick<DiffSettings, 'tracking'> {
  if (!trackingMethod || labelKey === undefined) return {};
  return { tracking: { method: methodOf(trackingMethod), labelKey } };
}

function answer(example: DiffCase): unknown {
  const { kind, settings, expected } = example;
  const live = example.live ?? undefined;
  const target = example.target ?? undefined;
  if (kind === 'hideSecret') {
    const hidden = hideSecrets(target, live, settings.hideAnnotations ?? []);
    return { live: hidden.live, target: hidden.target };
  }
  try {
    const diff = diffObjects(target, live, { ...settings, ...trackingOf(settings) });
    return {
      modified: diff.modified,
      normalizedLive: diff.live ?? null,
      predictedLive: diff.predicted ?? null,
    };
  } catch (error) {
    if (expected.error === undefined) throw error;
    return expected;
  }
}
