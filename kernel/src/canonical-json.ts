/**
 * JSON with the keys of every object sorted by code unit and no white space (RFC 8785 without its number rules, which
 * JSON.stringify already follows). The same value gives the same text on any machine. `undefined` members are left out.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) => {
    if (typeof member !== 'object' || member === null || Array.isArray(member)) return member;
    return Object.fromEntries(
      Object.entries(member).sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0)),
    );
  });
}
