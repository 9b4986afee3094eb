/** A place in a file of the user's: what an error message points at. */
export type Place = {
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based. */
  readonly column?: number;
  /** The path inside the document, such as `spec.replicas`. */
  readonly path?: string;
};

/** One thing that is wrong with an input: what, where, and what to do about it. */
export type Problem = {
  /** Stable, dotted, lower case: `kustomize.unknown-field`. */
  readonly code: string;
  readonly message: string;
  readonly place?: Place;
  /** What to do: a sentence in the imperative. */
  readonly hint?: string;
};

export type PlatformErrorOptions = {
  readonly cause?: unknown;
  /** What to do: shown to the user below the message. */
  readonly hint?: string;
  readonly problems?: readonly Problem[];
  /** True when the same call may succeed later without a change by the caller. */
  readonly retryable?: boolean;
};

/**
 * The one error family for callers that can only give up or retry. A caller that branches on the outcome gets a
 * discriminated union instead. Compare by `code`, never by class: two copies of a package are two classes.
 */
export class PlatformError extends Error {
  readonly code: string;
  readonly hint: string | undefined;
  readonly problems: readonly Problem[];
  readonly retryable: boolean;

  constructor(code: string, message: string, options: PlatformErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'PlatformError';
    this.code = code;
    this.hint = options.hint;
    this.problems = options.problems ?? [];
    this.retryable = options.retryable ?? false;
  }
}

/** A state that our own code should have made impossible. Never for bad input. */
export class BugError extends Error {
  constructor(message: string, options?: { readonly cause?: unknown }) {
    super(`Bug in InfraForge: ${message}`, options);
    this.name = 'BugError';
  }
}

/** True for errors of our family with this code, whichever copy of the class made them. */
export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** `catalog-info.yaml:12:3 (spec.owner)`, as much of it as is known; empty when nothing is. */
export function formatPlace(place: Place | undefined): string {
  if (!place) return '';
  const position = [place.file, place.line, place.column].filter((part) => part !== undefined);
  const path = place.path ? `(${place.path})` : '';
  return [position.join(':'), path].filter(Boolean).join(' ');
}
