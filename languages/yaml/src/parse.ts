import { messageOf, type Problem } from '@infraforge/kernel';
import { type Event, parseEvents, YAMLException } from 'js-yaml';
import { type ConstructedDocument, Constructor, type LocalTag } from './construct.ts';
import { type Dialect, kubernetesDialect } from './dialect.ts';
import { refuseUnknownToGoYaml2 } from './go-yaml-2.ts';
import { defaultLimits, type YamlLimits } from './limits.ts';
import { placeAt, YamlProblem, yamlError } from './problem.ts';

export type YamlOptions = YamlLimits & {
  /** Named in problems. */
  readonly file?: string;
  /** Default: Kubernetes. */
  readonly dialect?: Dialect;
  /** What a key that stands twice in a map means. Default `refuse`, as `kubectl apply` does. */
  readonly duplicateKeys?: 'refuse' | 'last';
  /** Whole numbers beyond 2⁵³ come as bigint instead of losing digits. Default false. */
  readonly exactIntegers?: boolean;
  /** What a value with a tag of the application's own (`!env`) is. Without it, the text itself. */
  readonly localTag?: LocalTag;
};

export type YamlDocument = {
  readonly value: unknown;
  /** 1-based line of its first value. */
  readonly line: number;
};

/**
 * The one document of a text as plain data; null for an empty text. Throws PlatformError `yaml.*` with a place for
 * each problem, `yaml.documents` when there is more than one document.
 */
export function parseYaml(text: string, options: YamlOptions = {}): unknown {
  const documents = read(text, options).filter((document) => !document.empty);
  const second = documents[1];
  if (second) {
    const problem: Problem = {
      code: 'yaml.documents',
      message: `There are ${documents.length} documents where one belongs`,
      place: placeAt(text, second.offset, options.file),
      hint: 'Keep one document, or put the others into files of their own.',
    };
    throw yamlError([problem]);
  }
  return documents[0]?.value ?? null;
}

/** The documents of a text as plain data, without empty ones. Throws PlatformError `yaml.*`. */
export function parseAllYaml(text: string, options: YamlOptions = {}): readonly unknown[] {
  return read(text, options)
    .filter((document) => !document.empty)
    .map((document) => document.value);
}

/** As parseAllYaml, with the line at which each document begins. */
export function parseYamlDocuments(
  text: string,
  options: YamlOptions = {},
): readonly YamlDocument[] {
  return read(text, options)
    .filter((document) => !document.empty)
    .map(({ value, offset }) => ({ value, line: placeAt(text, offset, undefined).line ?? 1 }));
}

function read(text: string, options: YamlOptions): readonly ConstructedDocument[] {
  const limits = { ...defaultLimits, ...withoutUndefined(options) };
  try {
    if (text.length > limits.maxBytes) {
      throw new YamlProblem(
        'yaml.too-large',
        `The text is longer than ${limits.maxBytes} bytes`,
        0,
      );
    }
    const dialect = options.dialect ?? kubernetesDialect;
    const events = eventsOf(text, limits.maxDepth);
    if (dialect.name === 'kubernetes') refuseUnknownToGoYaml2(text, events);
    const builder = new Constructor(events, {
      source: text,
      dialect,
      limits,
      duplicateKeys: options.duplicateKeys ?? 'refuse',
      exactIntegers: options.exactIntegers ?? false,
      localTag: options.localTag,
    });
    const documents = builder.documents();
    if (builder.problems.length === 0) return documents;
    throw yamlError(builder.problems.map((problem) => toProblem(problem, text, options.file)));
  } catch (error) {
    if (!(error instanceof YamlProblem)) throw error;
    throw yamlError([toProblem(error, text, options.file)]);
  }
}

/** Parser events of a text. Throws YamlProblem for what is not YAML or nests too deeply. */
export function eventsOf(text: string, maxDepth: number): readonly Event[] {
  try {
    return parseEvents(text, { maxDepth });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const deep = error.reason.includes('maxDepth') || error.reason.includes('nesting');
    throw new YamlProblem(
      deep ? 'yaml.too-deep' : 'yaml.syntax',
      deep
        ? `The text nests deeper than ${maxDepth} levels`
        : sentence(error.reason || messageOf(error)),
      error.mark?.position ?? 0,
    );
  }
}

function toProblem(problem: YamlProblem, text: string, file: string | undefined): Problem {
  return {
    code: problem.code,
    message: problem.message,
    place: placeAt(text, problem.offset, file),
    ...(problem.hint === undefined ? {} : { hint: problem.hint }),
  };
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;
}
