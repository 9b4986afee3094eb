import { join } from 'node:path';
import { type DiffSettings, diffObjects, hideSecrets } from '@infraforge/gitops';
import type { KubeObject } from '@infraforge/kube';
import { type Case, readFolder } from './argocd-cases.ts';

type Settings = DiffSettings & {
  readonly structuredMergeDiff?: boolean;
  readonly dryRunResult?: KubeObject;
  readonly hideAnnotations?: readonly string[];
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
    skip: reasonToSkip(example.settings),
    run: async () => ({ expected: example.expected, actual: answer(example) }),
  }));
}

/** Both belong to server-side apply, which the local cluster does not have yet. */
function reasonToSkip({ structuredMergeDiff, dryRunResult }: Settings): string | undefined {
  if (structuredMergeDiff)
    return 'structured merge diff: the local cluster applies on the client side';
  return dryRunResult
    ? 'server-side diff: the local cluster applies on the client side'
    : undefined;
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
    const diff = diffObjects(target, live, settings);
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
