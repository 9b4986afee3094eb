import { hasCode, messageOf, PlatformError, type Problem } from '@infraforge/kernel';

export type RefusalKind =
  | 'bad-request'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'not-allowed'
  | 'conflict'
  | 'too-large'
  | 'unprocessable'
  | 'timed-out';

const STATUS: Readonly<Record<string, number>> = {
  'forge.bad-request': 400,
  'forge.unauthenticated': 401,
  'forge.forbidden': 403,
  'forge.not-found': 404,
  'forge.not-allowed': 405,
  'forge.conflict': 409,
  'forge.too-large': 413,
  'forge.unprocessable': 422,
  'forge.timed-out': 503,
  'scm.name-taken': 422,
  'scm.moved': 409,
  'scm.invalid-write': 422,
  'scm.invalid-ref': 422,
  'scm.invalid-id': 422,
  'scm.ref-refused': 422,
  'scm.too-large': 403,
  'scm.not-found': 404,
};

/** A request that is not carried out: thrown by handlers, answered in GitHub's shape by `errorBody`. */
export function refusal(
  kind: RefusalKind,
  message: string,
  problems: readonly Problem[] = [],
): PlatformError {
  return new PlatformError(`forge.${kind}`, message, { problems });
}

/** GitHub's answer for what is not there and for what the caller may not know to be there. */
export function notFound(): PlatformError {
  return refusal('not-found', 'Not Found');
}

/** The status that an error is answered with; 500 for what nobody foresaw. */
export function statusOf(error: unknown): number {
  return error instanceof Error && 'code' in error ? (STATUS[String(error.code)] ?? 500) : 500;
}

/**
 * GitHub's error document. What nobody foresaw is not told to the caller but for the id under which it is in the log.
 */
export function errorBody(error: unknown, requestId: string): Readonly<Record<string, unknown>> {
  const documentation = 'https://docs.github.com/rest';
  if (statusOf(error) === 500) {
    return {
      message: `The forge failed. Its log has the cause under ${requestId}.`,
      documentation_url: documentation,
    };
  }
  const problems = problemsOf(error);
  return {
    message: hasCode(error, 'scm.name-taken') ? 'Repository creation failed.' : messageOf(error),
    ...(problems.length > 0 ? { errors: problems } : {}),
    documentation_url: documentation,
    status: String(statusOf(error)),
  };
}

function problemsOf(error: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (hasCode(error, 'scm.name-taken')) {
    const message = 'name already exists on this account';
    return [{ resource: 'Repository', code: 'custom', field: 'name', message }];
  }
  const problems: readonly Problem[] =
    error instanceof Error && 'problems' in error && Array.isArray(error.problems)
      ? error.problems
      : [];
  return problems.map(({ code, message, hint, place }) => ({
    resource: 'Request',
    code: /^(missing_field|invalid|missing|already_exists)$/.test(code) ? code : 'custom',
    ...(place?.path === undefined ? {} : { field: place.path }),
    message: hint === undefined ? message : `${message}. ${hint}`,
  }));
}
