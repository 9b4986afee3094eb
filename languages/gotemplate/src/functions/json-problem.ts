/** What encoding/json says of a text that is not JSON, in its words. */
export function jsonProblem(text: string): string {
  const scanner = new Scanner(text);
  try {
    scanner.value('looking for beginning of value');
    scanner.space();
    return scanner.done ? 'not JSON' : scanner.bad('after top-level value');
  } catch (error) {
    if (error instanceof Found) return error.message;
    throw error;
  }
}

class Found extends Error {}

const literals = ['true', 'false', 'null'];

class Scanner {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get done(): boolean {
    return this.#at >= this.#text.length;
  }

  space(): void {
    while (/[ \t\r\n]/.test(this.#text[this.#at] ?? '')) this.#at += 1;
  }

  bad(where: string): string {
    const point = String.fromCodePoint(this.#text.codePointAt(this.#at) ?? 0);
    return this.done
      ? 'unexpected end of JSON input'
      : `invalid character ${quoted(point)} ${where}`;
  }

  value(where: string): void {
    this.space();
    const letter = this.#text[this.#at] ?? '';
    const literal = literals.find((each) => each.startsWith(letter || '?'));
    if (letter === '{') this.#object();
    else if (letter === '[') this.#array();
    else if (letter === '"') this.#string();
    else if (/[-0-9]/.test(letter)) this.#number();
    else if (literal) this.#literal(literal);
    else this.#fail(where);
  }

  #fail(where: string): never {
    throw new Found(this.bad(where));
  }

  #literal(literal: string): void {
    for (const letter of literal) {
      if (this.#text[this.#at] !== letter)
        this.#fail(`in literal ${literal} (expecting ${quoted(letter)})`);
      this.#at += 1;
    }
  }

  #digits(where: string): void {
    if (!/\d/.test(this.#text[this.#at] ?? '')) this.#fail(where);
    while (/\d/.test(this.#text[this.#at] ?? '')) this.#at += 1;
  }

  #number(): void {
    if (this.#text[this.#at] === '-') this.#at += 1;
    if (this.#text[this.#at] === '0') this.#at += 1;
    else this.#digits('in numeric literal');
    if (this.#text[this.#at] === '.') {
      this.#at += 1;
      this.#digits('after decimal point in numeric literal');
    }
    if (!/[eE]/.test(this.#text[this.#at] ?? '')) return;
    this.#at += 1;
    if (/[-+]/.test(this.#text[this.#at] ?? '')) this.#at += 1;
    this.#digits('in exponent of numeric literal');
  }

  #string(): void {
    this.#at += 1;
    while (this.#text[this.#at] !== '"') {
      if ((this.#text[this.#at] ?? '') < ' ') this.#fail('in string literal');
      if (this.#text[this.#at] === '\\') this.#escape();
      else this.#at += 1;
    }
    this.#at += 1;
  }

  #escape(): void {
    this.#at += 1;
    if (!/["\\/bfnrtu]/.test(this.#text[this.#at] ?? '')) this.#fail('in string escape code');
    const digits = this.#text[this.#at] === 'u' ? 4 : 0;
    this.#at += 1;
    for (let count = 0; count < digits; count += 1) {
      if (!/[0-9a-fA-F]/.test(this.#text[this.#at] ?? ''))
        this.#fail('in \\u hexadecimal character escape');
      this.#at += 1;
    }
  }

  #object(): void {
    this.#items('}', 'after object key:value pair', () => {
      if (this.#text[this.#at] !== '"') this.#fail('looking for beginning of object key string');
      this.#string();
      this.space();
      if (this.#text[this.#at] !== ':') this.#fail('after object key');
      this.#at += 1;
      this.value('looking for beginning of value');
    });
  }

  #array(): void {
    this.#items(']', 'after array element', () => this.value('looking for beginning of value'));
  }

  #items(close: string, where: string, item: () => void): void {
    this.#at += 1;
    this.space();
    if (this.#text[this.#at] === close) {
      this.#at += 1;
      return;
    }
    for (;;) {
      this.space();
      item();
      this.space();
      const next = this.#text[this.#at];
      if (next !== ',' && next !== close) this.#fail(where);
      this.#at += 1;
      if (next === close) return;
    }
  }
}

/** A character as Go's scanner names it. */
function quoted(point: string): string {
  if (point === "'") return `'\\''`;
  if (point === '"') return `'"'`;
  return `'${JSON.stringify(point).slice(1, -1)}'`;
}
