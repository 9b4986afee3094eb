import { createHash, timingSafeEqual } from 'node:crypto';

/** The parts of `ifp_<id>_<secret>`: the id is public and finds the row, the secret proves it. */
export type TokenParts = { readonly id: string; readonly secret: string };

const TOKEN = /^ifp_([0-9a-f]{16})_([0-9a-f]{64})$/;

/** A new token from 40 random bytes, which the caller provides: randomness is a port. */
export function mintToken(random: Uint8Array): TokenParts & { readonly token: string } {
  if (random.length !== 40)
    throw new RangeError(`a token needs 40 random bytes, got ${random.length}`);
  const hex = Buffer.from(random).toString('hex');
  const id = hex.slice(0, 16);
  const secret = hex.slice(16);
  return { id, secret, token: `ifp_${id}_${secret}` };
}

/** The parts of a platform token, undefined when the text is none: truncated tokens never reach the store. */
export function parseToken(token: string): TokenParts | undefined {
  const match = TOKEN.exec(token);
  return match?.[1] && match[2] ? { id: match[1], secret: match[2] } : undefined;
}

/** What is kept of a secret. 32 random bytes need no slow hash. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Compares in constant time. */
export function secretMatches(secret: string, hash: string): boolean {
  const given = Buffer.from(hashSecret(secret), 'hex');
  const kept = Buffer.from(hash, 'hex');
  return given.length === kept.length && timingSafeEqual(given, kept);
}
