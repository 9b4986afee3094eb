import { type Layer, readFile } from './layer.ts';
import { failure } from './problem.ts';
import type { GeneratorEntry } from './schema.ts';

/** The entries of a generated map: of `envs`, then `literals`, then `files`. Throws BuildFailure. */
export async function entriesOf(
  layer: Layer,
  entry: GeneratorEntry,
  field: string,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const encoder = new TextEncoder();
  const entries = new Map<string, Uint8Array>();
  const add = (key: string, value: Uint8Array, source: string) => {
    if (entries.has(key)) {
      throw failure('generator', `The key "${key}" is there twice`, {
        file: layer.file,
        path: `${field}.${source}`,
      });
    }
    entries.set(key, value);
  };
  for (const path of [...(entry.envs ?? []), ...(entry.env ? [entry.env] : [])]) {
    const text = new TextDecoder().decode(await readFile(layer, path, `${field}.envs`));
    for (const [key, value] of envPairs(text)) add(key, encoder.encode(value), 'envs');
  }
  for (const literal of entry.literals ?? []) {
    const [key, value] = literalPair(layer, literal, field);
    add(key, encoder.encode(value), 'literals');
  }
  for (const source of entry.files ?? []) {
    const [key, path] = fileSource(layer, source, field);
    add(key, await readFile(layer, path, `${field}.files`), 'files');
  }
  return entries;
}

function envPairs(text: string): readonly [string, string][] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trimStart())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const equals = line.indexOf('=');
      return equals === -1 ? [line, ''] : [line.slice(0, equals), line.slice(equals + 1)];
    });
}

function literalPair(layer: Layer, literal: string, field: string): readonly [string, string] {
  const equals = literal.indexOf('=');
  if (equals < 1) {
    throw failure('generator', `The literal "${literal}" is not key=value`, {
      file: layer.file,
      path: `${field}.literals`,
    });
  }
  return [literal.slice(0, equals), unquoted(literal.slice(equals + 1))];
}

/** One pair of quotes around a value goes. */
function unquoted(value: string): string {
  const first = value[0];
  const quoted = value.length > 1 && (first === '"' || first === "'") && value.endsWith(first);
  return quoted ? value.slice(1, -1) : value;
}

function fileSource(layer: Layer, source: string, field: string): readonly [string, string] {
  const [left = '', right, ...more] = source.split('=');
  if (more.length > 0 || right === '' || (right !== undefined && left === '')) {
    throw failure('generator', `The file "${source}" is not a path or key=path`, {
      file: layer.file,
      path: `${field}.files`,
    });
  }
  return right === undefined ? [left.slice(left.lastIndexOf('/') + 1), left] : [left, right];
}
