import { canonicalJson, sha256 } from '@infraforge/kernel';
import { type Data, isRecord } from './data.ts';
import type { Layer } from './layer.ts';
import { kindOf, nameOf, rememberId, setName } from './resource.ts';

const letters: Readonly<Record<string, string>> = { '0': 'g', '1': 'h', '3': 'k', a: 'm', e: 't' };

/** Appends the hash of its content to the name of each object that a generator made. Throws BuildFailure. */
export function addHashes(layer: Layer): void {
  for (const resource of layer.list.items) {
    if (!resource.needsHash) continue;
    rememberId(resource);
    setName(resource, `${nameOf(resource)}-${contentHash(resource.data, kindOf(resource))}`);
  }
  layer.list.reindex();
}

/** The ten letters that kustomize (api/hasher) makes of the content of a ConfigMap or Secret, or of a whole object. */
export function contentHash(data: Data, kind: string): string {
  const hex = sha256(goJson(hashedPart(data, kind)));
  return [...hex.slice(0, 10)].map((letter) => letters[letter] ?? letter).join('');
}

function hashedPart(data: Data, kind: string): unknown {
  // The name is part of the format, but always empty.
  const common = { kind, name: '', data: data.data ?? '' };
  if (kind === 'ConfigMap') {
    return isRecord(data.binaryData) ? { ...common, binaryData: data.binaryData } : common;
  }
  if (kind === 'Secret') {
    const base = { ...common, type: data.type ?? '' };
    return isRecord(data.stringData) ? { ...base, stringData: data.stringData } : base;
  }
  return data;
}

/** JSON as Go writes it: keys sorted, HTML characters and line separators escaped. */
function goJson(value: unknown): string {
  return canonicalJson(value).replace(
    /[<>&\u2028\u2029]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
