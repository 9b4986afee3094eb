import { parse } from '@cdktn/hcl2json';
import { PlatformError } from '@infraforge/kernel';
import type { Block, TerraformModule } from './types.ts';

type Json = Readonly<Record<string, unknown>>;
type File = { readonly file: string; readonly json: Json };

/**
 * What the `.tf` files of one folder declare, by their names. The parser is HashiCorp's own (compiled to wasm by
 * `@cdktn/hcl2json`); it gives no places inside a file.
 *
 * Throws PlatformError `InvalidTerraform` that names every file that does not parse.
 */
export async function readTerraformModule(
  files: Readonly<Record<string, string>>,
): Promise<TerraformModule> {
  const parsed: File[] = [];
  const problems: string[] = [];
  for (const [file, text] of Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))) {
    try {
      parsed.push({ file, json: await parse(file, text) });
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  if (problems.length > 0) {
    throw new PlatformError('InvalidTerraform', problems.join('\n'), {
      hint: 'Run `terraform fmt` in the folder: it shows the same lines.',
    });
  }
  return moduleOf(parsed);
}

function moduleOf(files: readonly File[]): TerraformModule {
  const labelled = (type: string) => files.flatMap((file) => singly(file, type));
  return {
    variables: labelled('variable').map(({ address, file, body }) => ({
      name: address,
      file,
      type: bare(body.type) ?? 'any',
      description: text(body.description),
      default: body.default,
      required: !('default' in body),
      sensitive: body.sensitive === true,
      validations: blocks(body.validation).map((block) => text(block.error_message) ?? ''),
    })),
    outputs: labelled('output').map(({ address, file, body }) => ({
      name: address,
      file,
      description: text(body.description),
      sensitive: body.sensitive === true,
    })),
    locals: files.flatMap(({ json }) => blocks(json.locals).flatMap(Object.keys)).sort(),
    resources: files.flatMap((file) => doubly(file, 'resource', '')),
    data: files.flatMap((file) =>
      [file, ...checksOf(file)].flatMap((at) => doubly(at, 'data', 'data.')),
    ),
    ephemeral: files.flatMap((file) => doubly(file, 'ephemeral', 'ephemeral.')),
    modules: labelled('module'),
    expressions: files.flatMap(({ file, json }) =>
      expressionsIn(withoutMoves(json)).map((text) => ({ file, text })),
    ),
  };
}

/** Blocks with one label: `variable "x" {}`. */
function singly({ file, json }: File, type: string): readonly Block[] {
  return Object.entries(record(json[type])).flatMap(([address, found]) =>
    blocks(found).map((body) => ({ address, file, body })),
  );
}

/** A check has data sources of its own, which nothing outside it sees. */
const checksOf = ({ file, json }: File): readonly File[] =>
  Object.values(record(json.check)).flatMap((found) =>
    blocks(found).map((body) => ({ file, json: body })),
  );

/** What was moved or removed is named, and no longer declared. */
const withoutMoves = ({ moved: _moved, removed: _removed, ...rest }: Json): Json => rest;

/** Blocks with two: `resource "aws_vpc" "this" {}`. */
function doubly({ file, json }: File, type: string, prefix: string): readonly Block[] {
  return Object.entries(record(json[type])).flatMap(([kind, named]) =>
    Object.entries(record(named)).flatMap(([name, found]) =>
      blocks(found).map((body) => ({ address: `${prefix}${kind}.${name}`, file, body })),
    ),
  );
}

/** Fields that look like references and are none: types, and names of a resource's own arguments. */
const NO_EXPRESSIONS = new Set(['type', 'ignore_changes', 'provider', 'providers']);

function expressionsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return /[$%]\{/.test(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(expressionsIn);
  return Object.entries(record(value)).flatMap(([key, child]) =>
    NO_EXPRESSIONS.has(key) && isBareWords(child) ? [] : expressionsIn(child),
  );
}

/** `${string}`, `${list(string)}`, `[${tags}]`, `${aws.us_east_1}`: no reference to anything that a module declares. */
function isBareWords(value: unknown): boolean {
  const texts = [value].flat();
  return texts.every((item) => typeof item === 'string' && !/\$\{(var|local|data)\./.test(item));
}

function bare(expression: unknown): string | undefined {
  return text(expression)
    ?.replace(/^\$\{([\s\S]*)\}$/, '$1')
    .replace(/\s+/g, ' ');
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
const blocks = (value: unknown) => (Array.isArray(value) ? value.map(record) : []);
const record = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
