/**
 * A repository URL in the form in which Argo CD compares them (util/git `NormalizeGitURL`): lower-case scheme and host,
 * `git@host:path` as ssh, no `.git` at the end. The path keeps its case and a trailing `/`.
 */
export function normalGitUrl(url: string): string {
  const trimmed = url.trim();
  const scp = /^([^/@:]+@)?([^/:]+):(?!\/\/)(.*)$/.exec(trimmed);
  const text =
    scp && !trimmed.includes('://') ? `ssh://${scp[1] ?? ''}${scp[2]}/${scp[3]}` : trimmed;
  const parts = /^([a-z][a-z0-9+.-]*):\/\/([^/]*)(.*)$/i.exec(text);
  if (!parts) return stripGit(text);
  const [, scheme = '', host = '', path = ''] = parts;
  return `${scheme.toLowerCase()}://${host.toLowerCase()}${stripGit(path)}`;
}

/** True when two URLs name the same repository. */
export function sameRepository(left: string, right: string): boolean {
  return normalGitUrl(left) === normalGitUrl(right);
}

function stripGit(path: string): string {
  return path.endsWith('.git') ? path.slice(0, -'.git'.length) : path;
}
