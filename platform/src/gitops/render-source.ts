import type { ApplicationSource, KustomizeSource, Render, RenderResult } from '@infraforge/gitops';
import type { Problem } from '@infraforge/kernel';
import type { BuildOptions, BuildResult, RemoteTrees, SourceTree } from '@infraforge/kustomize';
import { renderDirectory } from './render-directory.ts';

export type RenderSourceDeps = {
  /** The files of a repository at a commit. */
  tree(repoURL: string, sha: string): Promise<SourceTree>;
  /** Builds a kustomization. */
  build(
    tree: SourceTree,
    path: string,
    options: BuildOptions,
    ports: { readonly remote: RemoteTrees },
  ): Promise<BuildResult>;
  /** The commit that a revision of a repository names, for remote bases; they are refused without it. */
  resolve?(repoURL: string, revision: string): Promise<string | undefined>;
};

/** Whose bases everybody may build on, beside their own. */
const SHARED_ORGANIZATION = 'platform';

const kustomizationFiles = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/**
 * Turns a source at a commit into manifests: kustomize where there is a kustomization, else a plain directory of YAML.
 * The kind of source is found as Argo CD does: what the source says, else what stands in the directory.
 */
export function renderSource(deps: RenderSourceDeps): Render {
  const { tree, build } = deps;
  return async ({ source, revision }) => {
    const path = safePath(source.path ?? '.');
    if (path === undefined)
      return failed('path-outside', `The path ${source.path} leaves the repository`);
    const unsupported = ['helm', 'plugin', 'chart'].find((type) => source[type] !== undefined);
    if (unsupported)
      return failed('source-type', `spec.source.${unsupported} is not supported here`);
    const files = await tree(source.repoURL, revision);
    if (path !== '' && (await files.kindOf(path)) !== 'directory') {
      const message = `${source.path ?? '.'}: app path does not exist at ${revision.slice(0, 7)}`;
      return failed('path-missing', message, 'Correct spec.source.path or add the directory.');
    }
    const type = await typeOf(source, files, path);
    if (typeof type !== 'string') return { ok: false, problems: [type] };
    if (type === 'directory') return renderDirectory(files, path, source.directory ?? {});
    const remote = remoteTrees(source.repoURL, deps);
    const built = await build(files, path, buildOptions(source.kustomize ?? {}), { remote });
    if (!built.ok) return { ok: false, problems: built.problems };
    return { ok: true, objects: built.objects, sourceType: 'Kustomize' };
  };
}

/**
 * Repositories that a kustomization may build on: those of its own organisation on its own host, and the platform's.
 * What another team keeps in its repositories is not for everybody who can write a URL.
 */
function remoteTrees(
  repoURL: string,
  { tree, resolve }: Pick<RenderSourceDeps, 'tree' | 'resolve'>,
): RemoteTrees {
  return async (repository, ref) => {
    const [own, wanted] = [placeOf(repoURL), placeOf(repository)];
    if (!resolve || !own || !wanted || own.host !== wanted.host) return undefined;
    if (![own.organization, SHARED_ORGANIZATION].includes(wanted.organization)) return undefined;
    const url = `${wanted.host}/${wanted.organization}/${wanted.name}.git`;
    const sha = await resolve(url, ref ?? 'HEAD');
    return sha === undefined ? undefined : tree(url, sha);
  };
}

function placeOf(url: string) {
  const [, host = '', organization = '', name = ''] =
    /^(https?:\/\/[^/@?#]+)\/([^/?#]+)\/([^/?#]+?)(?:\.git)?\/?$/.exec(url) ?? [];
  return name === '' || name.startsWith('.') ? undefined : { host, organization, name };
}

async function typeOf(
  source: ApplicationSource,
  files: SourceTree,
  path: string,
): Promise<'kustomize' | 'directory' | Problem> {
  if (source.kustomize && source.directory) {
    return {
      code: 'gitops.source-type',
      message: 'A source has one type: kustomize or directory',
      place: { path: 'spec.source' },
      hint: 'Remove spec.source.kustomize or spec.source.directory.',
    };
  }
  if (source.kustomize) return 'kustomize';
  if (source.directory) return 'directory';
  for (const name of kustomizationFiles) {
    if ((await files.kindOf(path === '' ? name : `${path}/${name}`)) === 'file') return 'kustomize';
  }
  return 'directory';
}

function buildOptions(kustomize: KustomizeSource): BuildOptions {
  const { namePrefix, nameSuffix, images, commonLabels, commonAnnotations, namespace } = kustomize;
  const replicas = kustomize.replicas?.map(({ name, count }) => ({ name, count: Number(count) }));
  return {
    ...(namePrefix && { namePrefix }),
    ...(nameSuffix && { nameSuffix }),
    ...(images && { images }),
    ...(replicas && { replicas }),
    ...(commonLabels && { commonLabels }),
    ...(commonAnnotations && { commonAnnotations }),
    ...(namespace && { namespace }),
    ...(kustomize.patches && { patches: kustomize.patches.map((patch) => ({ ...patch })) }),
    ...(kustomize.components && { components: kustomize.components }),
    ...(kustomize.labelWithoutSelector && { labelWithoutSelector: true }),
    ...(kustomize.labelIncludeTemplates && { labelIncludeTemplates: true }),
  };
}

/** The path without `.` and empty parts, as a tree wants it; undefined when it leads out of the repository. */
function safePath(path: string): string | undefined {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return path.startsWith('/') ? undefined : parts.join('/');
}

function failed(code: string, message: string, hint?: string): RenderResult {
  const problem: Problem = { code: `gitops.${code}`, message, ...(hint && { hint }) };
  return { ok: false, problems: [problem] };
}
