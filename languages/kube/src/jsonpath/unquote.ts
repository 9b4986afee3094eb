import { wrongPath } from './nodes.ts';

const letters: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

/** What a quoted text says, with Go's escapes. */
export function unquote(text: string, quote: string): string {
  return text.replace(
    /\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{3}|[\s\S]|$)/g,
    (whole, code: string) => {
      if (code === quote) return quote;
      const letter = letters[code];
      if (letter !== undefined) return letter;
      if (/^[xuU]./.test(code)) return String.fromCodePoint(Number.parseInt(code.slice(1), 16));
      if (/^[0-7]{3}$/.test(code)) return String.fromCharCode(Number.parseInt(code, 8));
      throw wrongPath(`unquote string ${text} error invalid syntax at ${whole}`);
    },
  );
}
