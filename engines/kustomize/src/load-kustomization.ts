import type { Problem } from '@infraforge/kernel';
import { parseYaml, positionOf } from '@infraforge/yaml';
import { isRecord } from './data.ts';
import type { SourceTree } from './ports.ts';
import { BuildFailure, failure } from './problem.ts';
import { type Kustomization, kustomizationSchema } from './schema.ts';

const fileNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
const properNames = new Map(
  Object.keys(kustomizationSchema.shape).map((name) => [name.toLowerCase(), name]),
);

export type LoadedKustomization = {
  readonly kustomization: Kustomization;
  readonly file: string;
  readonly text: string;
};

/** The kustomization of a directory, checked field by field. Throws BuildFailure with all that is wrong with it. */
export async function loadKustomization(
  tree: SourceTree,
  directory: string,
): Promise<LoadedKustomization> {
  const found: { file: string; content: Uint8Array }[] = [];
  for (const name of fileNames) {
    const file = directory === '' ? name : `${directory}/${name}`;
    const content = await tree.read(file);
    if (content) found.push({ file, content });
  }
  const [first, second] = found;
  const place = directory === '' ? 'the root' : directory;
  if (!first) {
    throw failure('no-kustomization', `There is no kustomization in ${place}`, {
      hint: `Add a ${fileNames[0]}, or name a directory that has one.`,
    });
  }
  if (second) {
    throw failure('two-kustomizations', `${place} has ${first.file} and ${second.file}`, {
      hint: 'Keep one of them.',
    });
  }
  const text = new TextDecoder().decode(first.content);
  return { kustomization: checkKustomization(text, first.file), file: first.file, text };
}

/** Throws BuildFailure with all problems of a kustomization's text. */
function checkKustomization(text: string, file: string): Kustomization {
  // kustomize reads this one file leniently: of a repeated key the last one counts.
  const raw = parseYaml(text, { file, duplicateKeys: 'last' });
  if (!isRecord(raw)) {
    throw failure('empty', 'The kustomization is empty', {
      file,
      hint: 'List at least one resource.',
    });
  }
  // Go's JSON decoder matches names in any case, so kustomize does.
  const data = Object.fromEntries(
    Object.entries(raw)
      .filter(([, value]) => value !== null)
      .map(([key, value]) => [properNames.get(key.toLowerCase()) ?? key, withoutNulls(value)]),
  );
  const parsed = kustomizationSchema.safeParse(data);
  if (!parsed.success) {
    throw new BuildFailure(
      parsed.error.issues.flatMap((issue) => issueProblems(issue, text, file)),
    );
  }
  checkKind(parsed.data, file);
  return withoutOldNames(parsed.data);
}

type Issue = {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
};

function issueProblems(issue: Issue, text: string, file: string): readonly Problem[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  const unknown = issue.code === 'unrecognized_keys' ? (issue.keys ?? []) : undefined;
  return (unknown ?? ['']).map((key) => {
    const full = unknown ? [...path, key] : path;
    const place = { ...(positionOf(text, full) ?? {}), file, path: full.join('.') };
    return unknown
      ? {
          code: 'kustomize.unknown-field',
          message: `The field "${full.join('.')}" is not known`,
          place,
          hint: 'Check its spelling and the level it stands on.',
        }
      : { code: 'kustomize.invalid-field', message: `${full.join('.')}: ${issue.message}`, place };
  });
}

function checkKind({ kind, apiVersion }: Kustomization, file: string): void {
  const component = kind === 'Component';
  if (kind !== undefined && kind !== 'Kustomization' && !component) {
    throw failure('kind', `The kind "${kind}" is not Kustomization or Component`, {
      file,
      path: 'kind',
    });
  }
  const expected = `kustomize.config.k8s.io/${component ? 'v1alpha1' : 'v1beta1'}`;
  if (apiVersion !== undefined && apiVersion !== expected) {
    throw failure('api-version', `The apiVersion "${apiVersion}" should be ${expected}`, {
      file,
      path: 'apiVersion',
    });
  }
}

/** Fields of earlier versions under the names of today. */
function withoutOldNames(kustomization: Kustomization): Kustomization {
  const { bases, imageTags, ...rest } = kustomization;
  return {
    ...rest,
    resources: [...(rest.resources ?? []), ...(bases ?? [])],
    images: [...(rest.images ?? []), ...(imageTags ?? [])],
  };
}

/** A null stands for a field that is not set, as in Go. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null)
      .map(([key, member]) => [key, withoutNulls(member)]),
  );
}
