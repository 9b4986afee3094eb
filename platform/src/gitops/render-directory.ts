import { type DirectorySource, matchesGlob, type RenderResult } from '@infraforge/gitops';
import { hasCode, PlatformError, type Problem } from '@infraforge/kernel';
import type { KubeObject } from '@infraforge/kube';
import type { SourceTree } from '@infraforge/kustomize';
import { parseYamlDocuments } from '@infraforge/yaml';

/** Bytes of all manifests of one directory. */
const SIZE_LIMIT = 10 * 1024 * 1024;
const FILE_LIMIT = 2_000;
/** A file with this text in it is not read (reposerver/repository). */
const SKIP_MARK = '+argocd:skip-file-rendering';

/** The manifests that stand in a directory, in the order of their paths: Argo CD's `directory` source. */
export async function renderDirectory(
  tree: SourceTree,
  path: string,
  directory: DirectorySource,
): Promise<RenderResult> {
  const objects: KubeObject[] = [];
  const problems: Problem[] = [];
  let size = 0;
  for (const file of await manifestFiles(tree, path, '', directory)) {
    const content = (await tree.read(join(path, file))) ?? new Uint8Array();
    size += content.byteLength;
    if (size > SIZE_LIMIT) return { ok: false, problems: [tooLarge(path)] };
    const text = new TextDecoder().decode(content);
    if (text.includes(SKIP_MARK)) continue;
    try {
      objects.push(...objectsOf(text, join(path, file), problems));
    } catch (error) {
      problems.push(...problemsOf(error, join(path, file)));
    }
  }
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, objects, sourceType: 'Directory' };
}

async function manifestFiles(
  tree: SourceTree,
  root: string,
  below: string,
  directory: DirectorySource,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of await tree.list(join(root, below))) {
    const file = join(below, name);
    const kind = await tree.kindOf(join(root, file));
    if (kind === 'directory' && directory.recurse) {
      found.push(...(await manifestFiles(tree, root, file, directory)));
    }
    if (kind === 'file' && /\.(ya?ml|json)$/.test(name) && isWanted(file, directory)) {
      found.push(file);
    }
    if (found.length > FILE_LIMIT) return found.slice(0, FILE_LIMIT);
  }
  return found;
}

function isWanted(file: string, { include = '', exclude = '' }: DirectorySource): boolean {
  if (exclude !== '' && matchesGlob(exclude, file)) return false;
  return include === '' || matchesGlob(include, file);
}

/** Objects of one file; lists are taken apart, what is no Kubernetes object is left out unless it nearly is one. */
function objectsOf(text: string, file: string, problems: Problem[]): readonly KubeObject[] {
  return parseYamlDocuments(text, { file }).flatMap(({ value, line }) => {
    if (typeof value !== 'object' || value === null) return [];
    const object = value as Partial<KubeObject> & { readonly items?: readonly KubeObject[] };
    if (object.apiVersion === undefined && object.kind === undefined) return [];
    if (object.kind?.endsWith('List') && Array.isArray(object.items)) return object.items;
    const { apiVersion, kind, metadata } = object;
    const named = metadata?.name ?? (metadata as { generateName?: string })?.generateName;
    if (typeof apiVersion === 'string' && typeof kind === 'string' && typeof named === 'string') {
      return [object as KubeObject];
    }
    const missing =
      apiVersion === undefined ? 'apiVersion' : kind === undefined ? 'kind' : 'metadata.name';
    problems.push({
      code: 'gitops.not-an-object',
      message: `A Kubernetes object needs ${missing}`,
      place: { file, line, path: missing },
      hint: `Add ${missing}, or take the file out with spec.source.directory.exclude.`,
    });
    return [];
  });
}

function problemsOf(error: unknown, file: string): readonly Problem[] {
  if (error instanceof PlatformError || hasCode(error, 'yaml.syntax')) {
    const { problems, code, message } = error as PlatformError;
    return problems.length > 0 ? problems : [{ code, message, place: { file } }];
  }
  throw error;
}

function tooLarge(path: string): Problem {
  return {
    code: 'gitops.too-large',
    message: `The manifests in ${path} are larger than ${SIZE_LIMIT} bytes`,
    hint: 'Take files that are no manifests out with spec.source.directory.exclude.',
  };
}

function join(left: string, right: string): string {
  return left === '' ? right : right === '' ? left : `${left}/${right}`;
}
