import type { Role, Scope } from '@infraforge/kernel';

/** A team as the catalog's Group entities name it. */
export type Team = {
  readonly name: string;
  readonly title: string;
  readonly members: readonly string[];
};

/** A person as the catalog's User entities name them. */
export type Person = {
  readonly name: string;
  readonly title: string;
  readonly email: string | undefined;
  readonly groups: readonly string[];
  readonly role: Role;
};

/** A platform token as it is kept: the secret itself is only ever shown once. */
export type StoredToken = {
  readonly id: string;
  /** SHA-256 of the secret part, hexadecimal. */
  readonly secretHash: string;
  readonly subject: string;
  readonly description: string;
  readonly scopes: readonly Scope[] | undefined;
  readonly createdAt: Date;
  readonly expiresAt: Date | undefined;
};
