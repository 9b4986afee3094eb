import { PlatformError } from '@infraforge/kernel';

/** What is wrong with a template's text, as Go words it. */
export function syntaxError(name: string, line: number, message: string): PlatformError {
  return templateError('gotemplate.syntax', `template: ${name}:${line}: ${message}`, {
    name,
    line,
  });
}

/** What went wrong while a template was executed. */
export function executionError(
  message: string,
  place: { readonly name: string; readonly line?: number },
): PlatformError {
  return templateError('gotemplate.execution', message, place);
}

function templateError(
  code: string,
  message: string,
  { name, line }: { readonly name: string; readonly line?: number },
): PlatformError {
  const place = line === undefined ? { file: name } : { file: name, line };
  return new PlatformError(code, message, { problems: [{ code, message, place }] });
}

/** Thrown by functions: the message that Go's function would return; the executor adds where. */
export class FunctionError extends Error {}
