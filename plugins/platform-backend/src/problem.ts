import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Problem } from '@infraforge/platform';
import type { ProblemDocument } from '@infraforge/plugin-platform-common';
import { PlatformError } from '@infraforge/plugin-platform-node';
import type { NextFunction, Request, Response } from 'express';

/** First match wins; the code of an error says what kind it is. */
const STATUS: readonly [RegExp, number, string][] = [
  [/^auth\./, 401, 'Not signed in'],
  [/name-taken$|repository-exists$|conflict$/, 409, 'Conflict'],
  [/^(refused|policy)\./, 403, 'Refused'],
  [/not-found$/, 404, 'Not found'],
  [/unavailable$/, 503, 'Not available now'],
  [/^(request|service|application|token)\./, 422, 'Not valid'],
];

/** RFC 9457: the one shape of every error of the platform API. Unknown errors keep their text to the log. */
export function problemDocument(error: unknown, instance: string): ProblemDocument {
  if (!isPlatformError(error)) {
    return {
      type: 'about:blank',
      title: 'Internal error',
      status: 500,
      detail:
        'The platform failed to answer this. The log of the server has the cause under this id.',
      code: 'internal',
      instance,
    };
  }
  const [, status, title] = STATUS.find(([pattern]) => pattern.test(error.code)) ?? [
    /./,
    500,
    'Failed',
  ];
  return {
    type: 'about:blank',
    title,
    status,
    detail: error.message,
    code: error.code,
    ...(error.hint ? { hint: error.hint } : {}),
    instance,
    ...(error.problems.length > 0 ? { problems: error.problems.map(problemMember) } : {}),
  };
}

function problemMember(problem: Problem) {
  return {
    code: problem.code,
    message: problem.message,
    ...(problem.place?.path ? { path: problem.place.path } : {}),
    ...(problem.hint ? { hint: problem.hint } : {}),
  };
}

/** By shape, not by class: two copies of a package are two classes. */
function isPlatformError(error: unknown): error is PlatformError {
  return (
    error instanceof PlatformError ||
    (error instanceof Error && error.name === 'PlatformError' && 'code' in error)
  );
}

/** Express' last handler. */
export function problemHandler(logger: LoggerService) {
  return (error: unknown, request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error);
    const instance = `urn:infraforge:error:${crypto.randomUUID()}`;
    const document = problemDocument(error, instance);
    if (document.status >= 500) {
      logger.error(
        `${request.method} ${request.path} failed: ${asError(error).message} (${instance})`,
        asError(error),
      );
    }
    response
      .status(document.status)
      .type('application/problem+json')
      .send(JSON.stringify(document));
    return undefined;
  };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
