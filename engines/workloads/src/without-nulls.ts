/** The value without members that are null, as Kubernetes reads its own kinds; the value itself when it has none. */
export function withoutNulls<T>(value: T): T {
  if (Array.isArray(value)) {
    const items = value.map(withoutNulls);
    return items.every((item, index) => item === value[index]) ? value : (items as T);
  }
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value);
  const kept = members
    .filter(([, member]) => member !== null)
    .map(([name, member]) => [name, withoutNulls(member)] as const);
  const isSame =
    kept.length === members.length && kept.every(([, member], i) => member === members[i]?.[1]);
  return isSame ? value : (Object.fromEntries(kept) as T);
}
