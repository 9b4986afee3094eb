/**
 * Why a path cannot be a file of a commit, or undefined when it can. Nothing that leaves the repository, and nothing
 * that writes into `.git` of whoever checks it out, also on file systems that fold case (git's verify_path).
 */
export function filePathProblem(path: string): string | undefined {
  if (path === '') return 'A path is empty';
  if (path.length > 4096) return `The path '${path.slice(0, 40)}…' is longer than 4096 characters`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  if (/[\x00-\x1f\x7f]/.test(path))
    return `The path ${JSON.stringify(path)} has a control character`;
  const wrong = path.split('/').find((part) => isForbiddenPart(part));
  if (wrong === undefined) return undefined;
  return `The path '${path}' is not inside the repository: '${wrong}' cannot be a part of it`;
}

function isForbiddenPart(part: string): boolean {
  if (part === '' || part === '.' || part === '..') return true;
  return /^(?:\.git|git~1)[ .]*$/i.test(part) || part.includes('\\');
}
