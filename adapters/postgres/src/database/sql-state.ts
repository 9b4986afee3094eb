/** PostgreSQL's SQLSTATE of an error, undefined for any other error. */
export function sqlState(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}

export const UNIQUE_VIOLATION = '23505';
export const DUPLICATE_DATABASE = '42P04';
export const NO_SUCH_DATABASE = '3D000';
