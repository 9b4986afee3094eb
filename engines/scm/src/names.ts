/** GitHub's limits: 39 characters for a login, 100 for a repository. */
const LOGIN = /^[a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38}$/i;
const REPOSITORY = /^[\w.-]{1,100}$/;

/**
 * Why a name cannot be an organisation's login, or undefined when it can. Letters, digits and single hyphens inside, at
 * most 39 characters (GitHub's rule for accounts). Names that are a path of the forge itself are refused too.
 */
export function organizationNameProblem(login: string): string | undefined {
  if (!LOGIN.test(login)) {
    return `'${login}' is no valid organisation name: use up to 39 letters, digits and single hyphens between them`;
  }
  if (login.toLowerCase() === 'api')
    return `'${login}' is a path of the forge and cannot be a name`;
  return undefined;
}

/** Why a name cannot be a repository's, or undefined when it can (GitHub: up to 100 of `A-Za-z0-9_.-`, no `.git`). */
export function repositoryNameProblem(name: string): string | undefined {
  if (!REPOSITORY.test(name) || /^\.+$/.test(name)) {
    return `'${name}' is no valid repository name: use up to 100 letters, digits, '-', '_' and '.'`;
  }
  if (/\.(git|wiki)$/i.test(name))
    return `A repository name cannot end in '.git' or '.wiki': '${name}'`;
  return undefined;
}

/** What `git check-ref-format` forbids inside a ref, as one pattern. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const FORBIDDEN_IN_REF = /[\x00-\x20\x7f~^:?*[\\]|\.\.|@\{|\/\/|\.lock(?:\/|$)|(?:^|\/)\./;

/** True for the short name of a branch or tag that `git check-ref-format --branch` accepts. */
export function isRefName(name: string): boolean {
  return (
    name.length > 0 &&
    name.length <= 250 &&
    name !== '@' &&
    name !== 'HEAD' &&
    !FORBIDDEN_IN_REF.test(name) &&
    !/^[-/]|[/.]$/.test(name)
  );
}

/** True for a full ref that users may make, move and delete: branches, tags and notes. */
export function isUserRef(ref: string): boolean {
  const match = /^refs\/(?:heads|tags|notes)\/(.+)$/.exec(ref);
  return match?.[1] !== undefined && isRefName(match[1]);
}

/** `main` of `refs/heads/main`; undefined for what is no branch. */
export function branchOf(ref: string): string | undefined {
  return ref.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : undefined;
}

/** A full object id (SHA-1). */
export function isObjectId(text: string): boolean {
  return /^[\da-f]{40}$/.test(text);
}

/** What stands in a ref change for "was not there" and "is gone". */
export const ZERO_ID = '0'.repeat(40);
