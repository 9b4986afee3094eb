import { type Place, PlatformError, type Problem } from '@infraforge/kernel';

/** A problem at an offset of a text, before the file's name and the line are known. */
export class YamlProblem extends Error {
  readonly code: string;
  readonly offset: number;
  readonly hint: string | undefined;

  constructor(code: string, message: string, offset: number, hint?: string) {
    super(message);
    this.code = code;
    this.offset = offset;
    this.hint = hint;
  }
}

/** Line and column, both from 1, of an offset in UTF-16 units. */
export function placeAt(text: string, offset: number, file: string | undefined): Place {
  const before = text.slice(0, Math.max(0, offset));
  const line = before.split('\n').length;
  const column = before.length - (before.lastIndexOf('\n') + 1) + 1;
  return file === undefined ? { line, column } : { file, line, column };
}

/** The error for callers, with every problem's place. */
export function yamlError(problems: readonly Problem[]): PlatformError {
  const first = problems[0];
  const where = first?.place?.file
    ? `${first.place.file}:${first.place.line}`
    : `line ${first?.place?.line}`;
  return new PlatformError(
    first?.code ?? 'yaml.syntax',
    `${where}: ${first?.message ?? 'not YAML'}`,
    first?.hint === undefined ? { problems } : { problems, hint: first.hint },
  );
}
