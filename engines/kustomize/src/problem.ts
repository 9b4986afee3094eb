import { messageOf, PlatformError, type Problem } from '@infraforge/kernel';

/** Ends a step of a build; the problems of independent steps are gathered before the build ends. */
export class BuildFailure extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map((problem) => problem.message).join('; '));
    this.problems = problems;
  }
}

/** A failure with one problem. */
export function failure(
  code: string,
  message: string,
  where: {
    readonly file?: string;
    readonly line?: number;
    readonly path?: string;
    readonly hint?: string;
  } = {},
): BuildFailure {
  const { hint, ...place } = where;
  return new BuildFailure([
    {
      code: `kustomize.${code}`,
      message,
      ...(Object.keys(place).length === 0 ? {} : { place }),
      ...(hint === undefined ? {} : { hint }),
    },
  ]);
}

/** The problems of whatever a step threw; what is not about the input goes on being thrown. */
export function problemsOf(error: unknown): readonly Problem[] {
  if (error instanceof BuildFailure) return error.problems;
  if (error instanceof PlatformError) {
    return error.problems.length > 0
      ? error.problems
      : [
          {
            code: error.code,
            message: messageOf(error),
            ...(error.hint ? { hint: error.hint } : {}),
          },
        ];
  }
  throw error;
}

/** Runs a step and names a file for problems that have no place of their own. */
export function inFile<T>(file: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw new BuildFailure(
      problemsOf(error).map((problem) =>
        problem.place ? problem : { ...problem, place: { file } },
      ),
    );
  }
}
