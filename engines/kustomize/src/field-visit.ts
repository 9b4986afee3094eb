import { type Data, isRecord, setOwn } from './data.ts';

/** `a/b\/c/d[]` → its parts; `\/` stands for a slash inside a key. */
export function splitFieldPath(path: string): readonly string[] {
  return path
    .split(/(?<!\\)\//)
    .filter((part, index) => part !== '' || index > 0)
    .map((part) => part.replaceAll('\\/', '/'));
}

export type FieldVisit = {
  readonly path: readonly string[];
  /** Whether missing maps on the way, and the field itself, are made. */
  readonly create: boolean;
  /** Called with the map that holds the field; the field is there unless it is to be created. */
  readonly visit: (holder: Data, key: string) => void;
};

/** Visits every field at a path; lists on the way are gone through element by element (kustomize's field specs). */
export function visitFields(node: unknown, visit: FieldVisit, index = 0): void {
  if (Array.isArray(node)) {
    for (const each of node) visitFields(each, visit, index);
    return;
  }
  if (!isRecord(node)) return;
  const step = visit.path[index];
  if (step === undefined) return;
  const isList = step.endsWith('[]');
  const key = isList ? step.slice(0, -2) : step;
  const present = Object.hasOwn(node, key);
  const create = visit.create && !isList;
  if (index === visit.path.length - 1) {
    if (present || create) visit.visit(node, key);
    return;
  }
  const next = present ? node[key] : undefined;
  if (next === undefined || next === null) {
    if (!create) return;
    const made: Data = {};
    setOwn(node, key, made);
    visitFields(made, visit, index + 1);
  } else visitFields(next, visit, index + 1);
}
