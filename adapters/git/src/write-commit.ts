import { randomUUID } from 'node:crypto';
import { PlatformError, type Problem } from '@infraforge/kernel';
import {
  type CommitWrite,
  type FileChange,
  filePathProblem,
  isRefName,
  type Signature,
} from '@infraforge/scm';
import type { GitProgram } from './git-program.ts';
import { updateRef } from './update-ref.ts';

/**
 * One commit by fast-import, into a ref of its own, then the branch by compare-and-swap. Gives its id. Throws
 * PlatformError `scm.moved` when the branch is not at `base`, `scm.invalid-write` for names that Git cannot have.
 */
export async function writeCommitOnBranch(
  git: GitProgram,
  repository: string,
  write: CommitWrite,
): Promise<string> {
  refuseInvalid(write);
  const temporary = `refs/infraforge/import/${randomUUID()}`;
  const { stdout } = await git.run(
    [`--git-dir=${repository}`, 'fast-import', '--quiet', '--date-format=raw'],
    { input: importStream(temporary, write) },
  );
  const sha = stdout.toString().trim();
  const branch = `refs/heads/${write.branch}`;
  const moved = !(await updateRef(git, repository, branch, write.base, sha).finally(() =>
    updateRef(git, repository, temporary, sha, undefined),
  ));
  if (moved) {
    throw new PlatformError(
      'scm.moved',
      `The branch ${write.branch} is not at ${write.base ?? 'nothing'} any more`,
      {
        hint: 'Read the branch again and repeat the change on top of it',
        retryable: true,
      },
    );
  }
  return sha;
}

function refuseInvalid(write: CommitWrite): void {
  const problems: Problem[] = write.changes
    .map((change) => filePathProblem(change.path))
    .filter((problem) => problem !== undefined)
    .map((message) => ({ code: 'scm.invalid-path', message }));
  if (!isRefName(write.branch)) {
    problems.push({ code: 'scm.invalid-ref', message: `'${write.branch}' is no branch name` });
  }
  if (problems.length === 0) return;
  const message = problems.map((problem) => problem.message).join('; ');
  throw new PlatformError('scm.invalid-write', message, { problems });
}

/** The commands of git-fast-import(1) for one commit. Contents are counted in bytes, so nothing in them is special. */
function importStream(ref: string, write: CommitWrite): Buffer {
  const signature = formatSignature(write.author);
  const parts: (string | Uint8Array)[] = [
    `feature done\nfeature get-mark\ncommit ${ref}\nmark :1\n`,
    `author ${signature}\ncommitter ${signature}\n`,
    ...data(write.message),
    ...(write.base === undefined ? [] : [`from ${write.base}\n`]),
    ...write.changes.flatMap(fileCommands),
    '\nget-mark :1\ndone\n',
  ];
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
}

function fileCommands(change: FileChange): readonly (string | Uint8Array)[] {
  const path = `"${change.path.replaceAll('"', '\\"')}"`;
  if (change.content === undefined) return [`D ${path}\n`];
  const mode = change.executable ? '100755' : '100644';
  return [`M ${mode} inline ${path}\n`, ...data(change.content)];
}

function data(content: string | Uint8Array): readonly (string | Uint8Array)[] {
  return [`data ${Buffer.byteLength(content)}\n`, content, '\n'];
}

/** `Name <email> seconds +0000`, without what would end it early. */
function formatSignature(signature: Signature): string {
  const seconds = Math.floor(signature.date.getTime() / 1000);
  return `${cleanIdentity(signature.name)} <${cleanIdentity(signature.email)}> ${seconds} +0000`;
}

/** A name or address as Git keeps it: no `<`, `>`, newline or NUL; never empty, which Git refuses. */
export function cleanIdentity(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out.
  return text.replace(/[<>\x00-\x1f]/g, '').trim() || 'unknown';
}
