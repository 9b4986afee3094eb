import { isRecord } from '../fields.ts';

export type Data = Readonly<Record<string, unknown>>;

/** The map with members that it does not have yet. */
export function fill(data: Data, defaults: Data): Data {
  const missing = Object.entries(defaults).filter(
    ([key]) => data[key] === undefined || data[key] === null,
  );
  return missing.length > 0 ? { ...data, ...Object.fromEntries(missing) } : data;
}

/** The map with one member changed, if that is a map. */
export function change(data: Data, key: string, how: (member: Data) => Data): Data {
  const value = data[key];
  if (!isRecord(value)) return data;
  const next = how(value);
  return next === value ? data : { ...data, [key]: next };
}

/** The map with the maps of one list changed. */
export function changeEach(data: Data, key: string, how: (element: Data) => Data): Data {
  const list = data[key];
  if (!Array.isArray(list)) return data;
  return { ...data, [key]: list.map((element) => (isRecord(element) ? how(element) : element)) };
}
