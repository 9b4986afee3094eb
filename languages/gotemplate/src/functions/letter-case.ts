import { mapLetters } from './map-letters.ts';

const letterOrDigit = /[\p{L}\p{Nd}_]/u;

/** The first letter of each word in upper case (strings.Title). */
export function title(text: string): string {
  return changeWords(text, (letter) => letter.toUpperCase());
}

/** The first letter of each word, at white space, in lower case. */
export function untitle(text: string): string {
  let start = true;
  return mapLetters(text, (letter) => {
    const changed = start ? letter.toLowerCase() : letter;
    start = /\s/u.test(letter);
    return changed;
  });
}

function changeWords(text: string, change: (letter: string) => string): string {
  let start = true;
  return mapLetters(text, (letter) => {
    const changed = start ? change(letter) : letter;
    start = !letterOrDigit.test(letter) && letter !== "'";
    return changed;
  });
}

export function swapCase(text: string): string {
  let start = true;
  return mapLetters(text, (letter) => {
    const lower = letter.toLowerCase();
    const upper = letter.toUpperCase();
    const changed = letter !== lower ? lower : start && letter !== upper ? upper : upper;
    start = /\s/u.test(letter);
    return changed;
  });
}

/** `FirstName` → `first_name` (huandu/xstrings ToSnakeCase). */
export function snakeCase(text: string): string {
  return joinWords(text, '_');
}

/** `FirstName` → `first-name`. */
export function kebabCase(text: string): string {
  return joinWords(text, '-');
}

function joinWords(text: string, separator: string): string {
  return text
    .replace(/[\s_-]+/gu, ' ')
    .trim()
    .replace(/(\p{Ll}|\p{Nd})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/([\p{L}])(\p{Nd}+)(?=\p{Ll})/gu, '$1 $2')
    .replace(/ +/g, separator)
    .toLowerCase();
}

/** `http_server` → `HttpServer` (xstrings ToCamelCase, which Sprig calls camelcase). */
export function camelCase(text: string): string {
  return text
    .split(/[\s_-]+/u)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
