import type { ProblemDocument } from '@infraforge/plugin-platform-common';

/** A refusal of the platform API, in the four parts that every page shows. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly status: number;
  readonly code: string;
  readonly hint: string | undefined;

  constructor(status: number, code: string, message: string, hint?: string) {
    super(message);
    this.status = status;
    this.code = code;
    this.hint = hint;
  }
}

function problemOf(text: string): Partial<ProblemDocument> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Partial<ProblemDocument>) : {};
  } catch {
    return {};
  }
}

/** Reads a response that is not ok (problem+json, or whatever a proxy on the way wrote). */
export async function requestErrorOf(response: Response): Promise<RequestError> {
  const problem = problemOf(await response.text());
  return new RequestError(
    response.status,
    problem.code ?? `http_${response.status}`,
    problem.detail ??
      problem.title ??
      `The platform answered ${response.status} ${response.statusText}`.trim(),
    problem.hint,
  );
}
