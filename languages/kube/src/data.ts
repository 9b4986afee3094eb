/** A map of plain data. */
export type Data = Record<string, unknown>;

export function isRecord(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Sets a key that comes from a user: `__proto__` is a key like any other. */
export function setOwn(target: Data, key: string, value: unknown): void {
  if (key !== '__proto__') target[key] = value;
  else {
    const property = { value, writable: true, enumerable: true, configurable: true };
    Object.defineProperty(target, key, property);
  }
}
