import { PlatformError } from '@infraforge/kernel';

/** `field=value` or `field!=value`. */
export type FieldRequirement = {
  readonly field: string;
  readonly equals: boolean;
  readonly value: string;
};

/**
 * A field selector of the Kubernetes API: `metadata.name=web,status.phase!=Running`, with `\` before `,`, `=` and `\` in
 * values. Blanks count. Throws PlatformError `kube.field-selector`. Rule: apimachinery `pkg/fields`.
 */
export function parseFieldSelector(text: string): readonly FieldRequirement[] {
  return splitTerms(text)
    .filter((term) => term !== '')
    .map(parseTerm);
}

/** Whether fields meet all requirements; a field that is not there is empty. */
export function matchesFields(
  requirements: readonly FieldRequirement[],
  fields: Readonly<Record<string, string>>,
): boolean {
  return requirements.every(
    ({ field, equals, value }) => ((fields[field] ?? '') === value) === equals,
  );
}

/** At commas that no backslash stands before. */
function splitTerms(text: string): readonly string[] {
  return text.match(/(?:\\[\s\S]?|[^\\,])+/g) ?? [];
}

function parseTerm(term: string): FieldRequirement {
  const match = /^((?:(?!!=|==|=)[\s\S])*)(!=|==|=)([\s\S]*)$/.exec(term);
  if (!match) throw wrong(`invalid selector: '${term}'; can't understand '${term}'`);
  const [, field = '', operator, value = ''] = match;
  return { field, equals: operator !== '!=', value: unescapeValue(value) };
}

function unescapeValue(value: string): string {
  return value.replace(/\\([\s\S]?)|([,=])/g, (whole, letter: string | undefined) => {
    if (letter === undefined) throw wrong(`unescaped character in value: ${whole}`);
    if (!/^[\\,=]$/.test(letter)) throw wrong(`invalid escape sequence: \\${letter}`);
    return letter;
  });
}

function wrong(message: string): PlatformError {
  return new PlatformError('kube.field-selector', message, {
    hint: 'Write field=value or field!=value, separated by commas.',
  });
}
