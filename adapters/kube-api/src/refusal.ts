import { hasCode, PlatformError, type Problem } from '@infraforge/kernel';

/** `metav1.Status`, how Kubernetes says no. */
export type Status = {
  readonly kind: 'Status';
  readonly apiVersion: 'v1';
  readonly metadata: Readonly<Record<string, never>>;
  readonly status: 'Success' | 'Failure';
  readonly message?: string;
  readonly reason?: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly code: number;
};

/** The reasons of k8s.io/apimachinery `metav1.StatusReason` that we give, and their HTTP status. */
const codes = {
  BadRequest: 400,
  Unauthorized: 401,
  Forbidden: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  AlreadyExists: 409,
  Conflict: 409,
  Expired: 410,
  RequestEntityTooLarge: 413,
  UnsupportedMediaType: 415,
  Invalid: 422,
  InternalError: 500,
} as const;

export type Reason = keyof typeof codes;

/** A refusal that is sent as a Status. */
export class Refusal extends Error {
  readonly reason: Reason;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(reason: Reason, message: string, details?: Readonly<Record<string, unknown>>) {
    super(message);
    this.name = 'Refusal';
    this.reason = reason;
    this.details = details;
  }
}

/** Which thing a refusal is about, in Kubernetes' words: `deployments.apps "web"`. */
export function named(plural: string, group: string, name: string): string {
  return `${group ? `${plural}.${group}` : plural} "${name}"`;
}

/** The Status of anything that was thrown; the message of what is not ours is not shown. */
export function statusOf(error: unknown): Status {
  const refusal = asRefusal(error);
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: refusal.message,
    reason: refusal.reason,
    ...(refusal.details ? { details: refusal.details } : {}),
    code: codes[refusal.reason],
  };
}

const reasons: Readonly<Record<string, Reason>> = {
  'cluster.exists': 'AlreadyExists',
  'cluster.not-found': 'NotFound',
  'cluster.conflict': 'Conflict',
  'cluster.gone': 'Expired',
  'cluster.invalid-object': 'Invalid',
  'gitops.malformed': 'Invalid',
  'cluster.forbidden': 'Forbidden',
  'gitops.not-permitted': 'Forbidden',
};

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (!(error instanceof PlatformError) && !(error instanceof Error && 'problems' in error)) {
    return new Refusal('InternalError', 'The API server failed; its log says why.');
  }
  const { code, hint, problems, message } = error as PlatformError;
  const reason = code.startsWith('refused.') ? 'Forbidden' : (reasons[code] ?? reasonOf(code));
  if (reason === 'InternalError') {
    return new Refusal(reason, 'The API server failed; its log says why.');
  }
  const text = hint ? `${message} ${hint}` : message;
  return new Refusal(reason, text, causesOf(problems));
}

/** What the formats refuse is the caller's input. */
function reasonOf(code: string): Reason {
  return /^(kube|yaml)\./.test(code) ? 'BadRequest' : 'InternalError';
}

function causesOf(problems: readonly Problem[]) {
  if (problems.length === 0) return undefined;
  return {
    causes: problems.map(({ code, message, place }) => ({
      reason: code,
      message,
      ...(place?.path ? { field: place.path } : {}),
    })),
  };
}

/** True for what nobody but the caller has to know about. */
export function isExpected(error: unknown): boolean {
  return statusOf(error).code < 500 || hasCode(error, 'ERR_STREAM_PREMATURE_CLOSE');
}
