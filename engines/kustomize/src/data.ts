/** A map of a manifest: plain data that a build owns and changes in place. */
export type Data = Record<string, unknown>;

export function isRecord(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Sets a key that comes from a user: `__proto__` is a key like any other. */
export function setOwn(target: Data, key: string, value: unknown): void {
  if (key !== '__proto__') target[key] = value;
  else
    Object.defineProperty(target, key, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    });
}

/** The map under a key, made when there is none. */
export function mapAt(target: Data, key: string): Data {
  const value = target[key];
  if (isRecord(value)) return value;
  const created: Data = {};
  setOwn(target, key, created);
  return created;
}

/** The text of a scalar as Go prints it: what kustomize compares and writes. */
export function textOf(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}
