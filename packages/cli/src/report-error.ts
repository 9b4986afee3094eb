import { formatPlace, messageOf, type Problem } from '@infraforge/kernel';
import type { CommandContext } from './context.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { printable } from './output/printable.ts';

/** What an error carries when it is of our family; any other error has a message only. */
type Known = {
  readonly code?: unknown;
  readonly hint?: unknown;
  readonly problems?: readonly Problem[];
  readonly instance?: unknown;
};

/** The exit code that an error means: 3 when a rule refused, 1 for the rest. */
export function exitCodeOf(error: unknown): ExitCode {
  const code = codeOf(error);
  return code !== undefined && /^(policy|refused|quota|budget)\./.test(code)
    ? exitCodes.refused
    : exitCodes.failed;
}

/** Prints the parts of an error on stderr: what is wrong, where, why, what to do, and the id that finds it in the log. */
export function reportError(context: Pick<CommandContext, 'stderr'>, error: unknown): void {
  const { hint, problems = [], instance } = (error ?? {}) as Known;
  const code = codeOf(error);
  const cause = error instanceof Error ? error.cause : undefined;
  const lines = [`error: ${messageOf(error)}`];
  // A single problem that says the same again is no news.
  const news = problems.filter(
    ({ message }) => problems.length > 1 || message !== messageOf(error),
  );
  for (const problem of news) {
    const place = formatPlace(problem.place);
    lines.push(`  ${place ? `${place}: ` : ''}${problem.message}`);
    if (problem.hint) lines.push(`    ${problem.hint}`);
  }
  if (cause !== undefined) lines.push(`why:   ${messageOf(cause)}`);
  if (typeof hint === 'string') lines.push(`do:    ${hint}`);
  const id = [code, typeof instance === 'string' ? instance : undefined].filter(Boolean).join('  ');
  if (id) lines.push(`id:    ${id}`);
  context.stderr.write(`${lines.map(printable).join('\n')}\n`);
}

function codeOf(error: unknown): string | undefined {
  const { code } = (error ?? {}) as Known;
  return typeof code === 'string' ? code : undefined;
}
