import type { Person, StoredToken, Team } from './types.ts';

/** Who there is: read from the catalog's User and Group entities. */
export type Directory = {
  person(name: string): Person | undefined;
  people(): readonly Person[];
  team(name: string): Team | undefined;
  teams(): readonly Team[];
};

/** Where platform tokens are kept, hashed. */
export type TokenStore = {
  find(id: string): Promise<StoredToken | undefined>;
  insert(token: StoredToken): Promise<void>;
  list(subject: string): Promise<readonly StoredToken[]>;
  remove(id: string): Promise<boolean>;
};
