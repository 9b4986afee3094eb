/** Through which door a caller came. */
export type Door = 'portal' | 'cli' | 'api' | 'git' | 'kubernetes' | 'internal';

export type Role = 'member' | 'admin';

/** Who is calling, the same for REST, streams, the forge, Git and the Kubernetes API (DESIGN §7). */
export type Caller = {
  /** A Backstage entity reference: `user:default/ana`. */
  readonly subject: string;
  /** Names of the teams that the caller is a member of: `payments`. */
  readonly groups: readonly string[];
  /** `admin` may act for every team. */
  readonly role: Role;
  /** What a token was limited to; `undefined` means everything that its subject may do. */
  readonly scopes: readonly Scope[] | undefined;
  readonly via: Door;
};

export type Scope = 'read' | 'write';

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
