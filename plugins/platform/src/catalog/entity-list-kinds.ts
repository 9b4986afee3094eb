/** A kind of the catalog as a reader names it. */
export interface ListedKind {
  readonly kind: string;
  readonly one: string;
  readonly many: string;
}

/** The kinds that the catalog lists, in the order of how often they are looked for. */
export const listedKinds: readonly ListedKind[] = [
  { kind: 'component', one: 'component', many: 'Components' },
  { kind: 'api', one: 'API', many: 'APIs' },
  { kind: 'resource', one: 'resource', many: 'Resources' },
  { kind: 'system', one: 'system', many: 'Systems' },
  { kind: 'domain', one: 'domain', many: 'Domains' },
  { kind: 'group', one: 'team', many: 'Teams' },
  { kind: 'user', one: 'person', many: 'People' },
  { kind: 'template', one: 'template', many: 'Templates' },
  { kind: 'location', one: 'location', many: 'Locations' },
];

/** How a kind is called; a kind of an extension by its own name. */
export function namedKind(kind: string): ListedKind {
  return (
    listedKinds.find((listed) => listed.kind === kind.toLowerCase()) ?? {
      kind,
      one: kind,
      many: kind,
    }
  );
}
