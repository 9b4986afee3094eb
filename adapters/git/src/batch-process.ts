import type { ChildProcess } from 'node:child_process';
import { PlatformError } from '@infraforge/kernel';
import type { GitProgram } from './git-program.ts';

export type BatchObject = {
  readonly sha: string;
  readonly type: string;
  readonly size: number;
  /** Empty when only the header was asked for. */
  readonly content: Buffer;
};

/** One `git cat-file --batch` or `--batch-check`: answers in the order of the questions. */
export type BatchProcess = {
  /** The object that a name names, undefined when none does. Names with a newline name nothing. */
  ask(name: string): Promise<BatchObject | undefined>;
  readonly waiting: number;
  close(): void;
};

type Question = {
  resolve(object: BatchObject | undefined): void;
  reject(error: unknown): void;
};

/**
 * Starts the process. It sees objects and refs that were written after it started. When it dies, open questions are
 * rejected with PlatformError `git.failed` and `onEnd` is called once.
 */
export function startBatchProcess(
  git: GitProgram,
  repository: string,
  mode: '--batch' | '--batch-check',
  onEnd: () => void,
): BatchProcess {
  const child = git.start([`--git-dir=${repository}`, 'cat-file', mode]);
  const questions: Question[] = [];
  const replies = createReplyParser(mode === '--batch', (object) =>
    questions.shift()?.resolve(object),
  );

  const fail = (cause: unknown) => {
    onEnd();
    const error = new PlatformError('git.failed', `git cat-file ended in ${repository}`, { cause });
    for (const question of questions.splice(0)) question.reject(error);
  };
  child.once('error', fail);
  child.once('close', (code) => fail(`exit code ${code}`));
  child.stdout?.on('data', replies);
  child.stdin?.on('error', () => {});

  return {
    ask(name) {
      if (/[\n\0]/.test(name)) return Promise.resolve(undefined);
      return new Promise((resolve, reject) => {
        questions.push({ resolve, reject });
        child.stdin?.write(`${name}\n`);
      });
    },
    get waiting() {
      return questions.length;
    },
    close: () => end(child),
  };
}

function end(child: ChildProcess): void {
  child.stdin?.end();
}

/** Cuts the output into replies: `<sha> <type> <size>\n` and, with contents, `<bytes>\n`. */
function createReplyParser(
  withContent: boolean,
  onReply: (object: BatchObject | undefined) => void,
): (chunk: Buffer) => void {
  let chunks: Buffer[] = [];
  let length = 0;
  let header: Omit<BatchObject, 'content'> | undefined;

  const take = (bytes: number): Buffer => {
    const all = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
    chunks = [all.subarray(bytes)];
    length -= bytes;
    return all.subarray(0, bytes);
  };
  const takeLine = (): string | undefined => {
    let before = 0;
    for (const chunk of chunks) {
      const at = chunk.indexOf(10);
      if (at >= 0)
        return take(before + at + 1)
          .toString()
          .slice(0, -1);
      before += chunk.length;
    }
    return undefined;
  };
  const step = (): boolean => {
    if (header) {
      if (length < header.size + 1) return false;
      const content = take(header.size + 1).subarray(0, -1);
      onReply({ ...header, content: Buffer.from(content) });
      header = undefined;
      return true;
    }
    const line = takeLine();
    if (line === undefined) return false;
    const parsed = parseHeader(line);
    if (parsed && withContent) header = parsed;
    else onReply(parsed && { ...parsed, content: Buffer.alloc(0) });
    return true;
  };
  return (chunk) => {
    chunks.push(chunk);
    length += chunk.length;
    while (length > 0 && step());
  };
}

/** Undefined for `<name> missing` and `<name> ambiguous`. */
function parseHeader(line: string): Omit<BatchObject, 'content'> | undefined {
  const match = /^([\da-f]{40}) (\w+) (\d+)$/.exec(line);
  if (!match) return undefined;
  const [, sha = '', type = '', size = '0'] = match;
  return { sha, type, size: Number(size) };
}
