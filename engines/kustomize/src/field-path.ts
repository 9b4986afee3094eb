import { type Data, isRecord, setOwn, textOf } from './data.ts';

/** `a.b\.c.[name=x.y].*` → its parts: dots inside brackets and behind a backslash do not separate. */
export function splitDottedPath(path: string): readonly string[] {
  const parts: string[] = [];
  let current = '';
  let depth = 0;
  for (let index = 0; index < path.length; index += 1) {
    const letter = path[index] ?? '';
    if (letter === '\\' && path[index + 1] === '.') {
      current += '.';
      index += 1;
      continue;
    }
    if (letter === '[') depth += 1;
    if (letter === ']') depth -= 1;
    if (letter === '.' && depth === 0) {
      parts.push(current);
      current = '';
    } else current += letter;
  }
  parts.push(current);
  return parts.map((part) => (/^\[\d+\]$/.test(part) ? part.slice(1, -1) : part));
}

/** A place in an object that can be read and written. */
export type FieldPlace = {
  readonly holder: Data | unknown[];
  readonly key: string | number;
};

export function valueAt({ holder, key }: FieldPlace): unknown {
  return (holder as Data)[key as string];
}

export function writeAt({ holder, key }: FieldPlace, value: unknown): void {
  if (Array.isArray(holder)) holder[key as number] = value;
  else setOwn(holder, key as string, value);
}

/**
 * The places that a path of a replacement leads to: keys, indexes, `[key=value]`, `[=value]`, `*`. With `create`,
 * missing fields and list elements on the way are made.
 */
export function findPlaces(
  root: Data,
  path: readonly string[],
  create: boolean,
): readonly FieldPlace[] {
  let places: readonly FieldPlace[] = [{ holder: [root], key: 0 }];
  for (const [index, step] of path.entries()) {
    const next = path[index + 1];
    const made = next === undefined ? '' : next.startsWith('[') ? [] : {};
    places = places.flatMap((place) => stepInto(place, step, { create, made }));
  }
  return places;
}

type Making = { readonly create: boolean; readonly made: unknown };

function stepInto(place: FieldPlace, step: string, making: Making): readonly FieldPlace[] {
  let node = valueAt(place);
  if ((node === undefined || node === null) && making.create) {
    node = step.startsWith('[') ? [] : {};
    writeAt(place, node);
  }
  if (Array.isArray(node)) return stepIntoList(node, step, making);
  if (!isRecord(node)) return [];
  const map = node;
  if (step === '*') return Object.keys(map).map((key) => ({ holder: map, key }));
  if (!Object.hasOwn(map, step)) {
    if (!making.create) return [];
    setOwn(map, step, structuredClone(making.made));
  }
  return [{ holder: map, key: step }];
}

function stepIntoList(list: unknown[], step: string, making: Making): readonly FieldPlace[] {
  if (step === '*') return list.map((_, key) => ({ holder: list, key }));
  if (/^\d+$/.test(step)) {
    const index = Number(step);
    return index < list.length ? [{ holder: list, key: index }] : [];
  }
  const match = /^\[([^=]*)=(.*)\]$/s.exec(step);
  if (!match) return [];
  const [, key = '', value = ''] = match;
  const found = list.flatMap((item, index) =>
    textOf(key === '' ? item : isRecord(item) ? item[key] : undefined) === value
      ? [{ holder: list, key: index }]
      : [],
  );
  if (found.length > 0 || !making.create) return found;
  list.push(key === '' ? value : { [key]: value });
  return [{ holder: list, key: list.length - 1 }];
}
