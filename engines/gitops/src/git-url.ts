/**
 * A repository URL in the form in which Argo CD compares them (util/git `NormalizeGitURL`): lower case, `git@host:path`
 * as ssh, no `.git` at the end; a trailing `/` stays. Empty when it is no URL, as a scheme with wildcards is none.
 */
export function normalGitUrl(url: string): string {
  const trimmed = url.trim().toLowerCase();
  const scp = trimmed.includes('://') ? null : /^([^/@:]+@)?([^/:]+):(.*)$/.exec(trimmed);
  const text = scp ? `ssh://${scp[1] ?? ''}${scp[2]}/${scp[3]}` : trimmed;
  const scheme = /^(.*?):\/\//.exec(text)?.[1];
  if (scheme !== undefined && !/^[a-z][a-z0-9+.-]*$/.test(scheme)) return '';
  const path = text.endsWith('.git') ? text.slice(0, -'.git'.length) : text;
  return path.replaceAll('{', '%7b').replaceAll('}', '%7d');
}

/** True when two URLs name the same repository. */
export function sameRepository(left: string, right: string): boolean {
  return normalGitUrl(left) === normalGitUrl(right);
}
