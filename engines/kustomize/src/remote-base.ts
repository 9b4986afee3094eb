/** A base in another repository, as kustomize's URLs name it. */
export type RemoteBase = {
  /** Where the repository is cloned from. */
  readonly repository: string;
  /** The folder in it, empty for its root. */
  readonly path: string;
  /** Branch, tag or commit; undefined for the default branch. */
  readonly ref: string | undefined;
};

/**
 * The parts of a remote base: `<repository>//<path>?ref=<ref>`, `<repository>.git/<path>`, or, where neither marks the
 * end of the repository, its owner and name: `https://host/owner/name/path`, `github.com/owner/name/path`. Undefined
 * when there is no repository in it. Source: kustomize api/internal/git/repospec.go.
 */
export function parseRemoteBase(text: string): RemoteBase | undefined {
  const [address = '', query = ''] = text.split('?', 2);
  const ref = queryValue(query, 'ref') ?? queryValue(query, 'version');
  const [, scheme = '', rest = ''] =
    /^(https?:\/\/|ssh:\/\/|git::|git@[^:/]+[:/])?(.*)$/.exec(address.replace(/^git::/, '')) ?? [];
  const shorthand = scheme === '' ? 'https://' : scheme;
  const parts = splitRepository(rest, scheme.startsWith('git@'));
  if (!parts || parts.repository === '') return undefined;
  return { repository: `${shorthand}${parts.repository}`, path: parts.path, ref };
}

function splitRepository(
  text: string,
  hostIsApart: boolean,
): { readonly repository: string; readonly path: string } | undefined {
  const double = text.indexOf('//');
  if (double !== -1) {
    return { repository: text.slice(0, double), path: trimmed(text.slice(double + 2)) };
  }
  const git = /^(.+?\.git)(?:\/(.*))?$/.exec(text);
  if (git) return { repository: git[1] ?? '', path: trimmed(git[2] ?? '') };
  const segments = trimmed(text).split('/');
  const length = hostIsApart ? 2 : 3;
  if (segments.length < length) return undefined;
  const [repository, path] = [segments.slice(0, length), segments.slice(length)];
  return { repository: repository.join('/'), path: path.join('/') };
}

function queryValue(query: string, name: string): string | undefined {
  return new URLSearchParams(query).get(name) || undefined;
}

function trimmed(path: string): string {
  return path.replace(/^\/+|\/+$/g, '');
}
