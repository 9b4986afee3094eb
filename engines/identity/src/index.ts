export { type Authenticator, createAuthenticator, nameOf } from './authenticate.ts';
export { createDirectory } from './directory.ts';
export { memoryTokenStore } from './memory-token-store.ts';
export type { Directory, TokenStore } from './ports.ts';
export { readDirectory } from './read-directory.ts';
export { allows, mayActFor } from './rights.ts';
export { hashSecret, mintToken, parseToken, secretMatches, type TokenParts } from './token.ts';
export type { Person, StoredToken, Team } from './types.ts';
