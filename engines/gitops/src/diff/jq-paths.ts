import { messageOf, PlatformError, type Problem } from '@infraforge/kernel';
import { compile } from '@michaelhomer/jqjs';
import { runBounded } from '../bounded.ts';

/** Milliseconds for one expression on one object; Argo CD's limit (util/argo/normalizers). */
const TIME_LIMIT = 1_000;
/** Compiled expressions that are kept: those of all applications, unless somebody writes very many. */
const CACHE_LIMIT = 1_000;

type Program = (input: unknown) => Iterable<unknown>;
type Path = readonly string[];

const programs = new Map<string, Program | Problem>();

/**
 * The places in a value that a jq path expression names, the last first, so that they can be taken away one after the
 * other. One that fails on this value, or takes too long, names none, as in Argo CD. Throws
 * `gitops.jq-expression` when it is no expression at all, or none that can be used as a path here.
 */
export function jqPaths(value: unknown, expression: string): readonly Path[] {
  const program = programOf(expression);
  if (typeof program !== 'function') {
    throw new PlatformError(program.code, program.message, { problems: [program] });
  }
  try {
    const paths = runBounded(() => [...program(value)], TIME_LIMIT);
    return paths
      .filter(isPath)
      .map((path) => path.map((step) => String(step)))
      .sort(lastFirst);
  } catch (error) {
    if (!isUnsupported(error)) return [];
    const problem = problemOf(expression, 'it uses what cannot be used as a path here');
    programs.set(expression, problem);
    throw new PlatformError(problem.code, problem.message, { problems: [problem] });
  }
}

function programOf(expression: string): Program | Problem {
  const known = programs.get(expression);
  if (known) return known;
  const program = parse(expression);
  if (programs.size >= CACHE_LIMIT) programs.clear();
  programs.set(expression, program);
  return program;
}

function parse(expression: string): Program | Problem {
  try {
    compile(expression);
    return compile(`path(${expression})`);
  } catch (error) {
    const why = error instanceof Error ? messageOf(error) : 'it cannot be parsed';
    return problemOf(expression, why);
  }
}

function problemOf(expression: string, why: string): Problem {
  return {
    code: 'gitops.jq-expression',
    message: `spec.ignoreDifferences: the jqPathExpression ${expression} cannot be used: ${why}`,
    hint: 'Write a path such as .spec.template.spec.containers[] | select(.name == "main") | .image, or use jsonPointers.',
  };
}

/** The library has no paths for some operators (`as`, `//`, `if`), which must not pass for "names nothing". */
function isUnsupported(error: unknown): boolean {
  return /paths is not a function|intermediate value\) is not iterable/.test(messageOf(error));
}

function isPath(path: unknown): path is readonly (string | number)[] {
  return Array.isArray(path) && path.every((step) => ['string', 'number'].includes(typeof step));
}

function lastFirst(left: Path, right: Path): number {
  for (const [index, step] of left.entries()) {
    const other = right[index];
    if (other === undefined) return -1;
    if (step === other) continue;
    const difference = Number(other) - Number(step);
    return Number.isNaN(difference) ? (step < other ? 1 : -1) : difference;
  }
  return left.length < right.length ? 1 : 0;
}
