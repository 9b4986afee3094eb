/** Through which door a caller came. */
export type Door = 'portal' | 'cli' | 'api' | 'git' | 'kubernetes' | 'internal';

export type Role = 'member' | 'admin';

export type Scope = 'read' | 'write';

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
