import { isDigit, isSpace, trimmedEnd, unicodeName } from './characters.ts';
import { isKeyword, type Token, type TokenType } from './token.ts';

export type LexerOptions = {
  readonly left: string;
  readonly right: string;
  /** False when a function has this name, which then wins over the keyword. */
  readonly breakIsKeyword: boolean;
  readonly continueIsKeyword: boolean;
};

const letter = /[\p{L}\p{Nd}_]/u;

/** Cuts a template into tokens, one at a time (text/template/parse/lex.go). After an error or the end it stays there. */
export class Lexer {
  readonly text: string;
  readonly #options: LexerOptions;
  #position = 0;
  #start = 0;
  #startLine = 1;
  #inside = false;
  #depth = 0;
  #last: Token | undefined;
  #queue: Token[] = [];

  constructor(text: string, options: LexerOptions) {
    this.text = text;
    this.#options = options;
  }

  next(): Token {
    while (this.#queue.length === 0) {
      if (this.#last) return this.#last;
      if (this.#inside) this.#action();
      else this.#plain();
    }
    const token = this.#queue.shift() as Token;
    if (token.type === 'error' || token.type === 'eof') this.#last = token;
    return token;
  }

  #emit(type: TokenType): void {
    const value = this.text.slice(this.#start, this.#position);
    this.#queue.push({ type, value, position: this.#start, line: this.#startLine });
    this.#skip();
  }

  /** Begins the next token here. */
  #skip(): void {
    for (let index = this.#start; index < this.#position; index += 1) {
      if (this.text[index] === '\n') this.#startLine += 1;
    }
    this.#start = this.#position;
  }

  #fail(message: string): void {
    this.#queue.push({
      type: 'error',
      value: message,
      position: this.#start,
      line: this.#startLine,
    });
  }

  #plain(): void {
    const { left } = this.#options;
    const index = this.text.indexOf(left, this.#position);
    if (index === -1) {
      this.#position = this.text.length;
      if (this.#position > this.#start) this.#emit('text');
      this.#emit('eof');
      return;
    }
    const after = index + left.length;
    const trim = this.text[after] === '-' && isSpace(this.text[after + 1]);
    this.#position = trim ? trimmedEnd(this.text, this.#start, index) : index;
    if (this.#position > this.#start) this.#emit('text');
    this.#position = index;
    this.#skip();
    this.#position = after;
    const body = after + (trim ? 2 : 0);
    if (this.text.startsWith('/*', body)) {
      this.#comment(body);
      return;
    }
    this.#emit('leftDelimiter');
    this.#position = body;
    this.#skip();
    this.#inside = true;
    this.#depth = 0;
  }

  #comment(body: number): void {
    this.#position = body;
    this.#skip();
    const end = this.text.indexOf('*/', body + 2);
    if (end === -1) {
      this.#fail('unclosed comment');
      return;
    }
    this.#position = end + 2;
    const closing = this.#rightDelimiter(this.#position);
    if (!closing) this.#fail('comment ends before closing delimiter');
    else this.#close(closing.trim, undefined);
  }

  /** Passes the right delimiter, and the white space behind it where it trims. */
  #close(trim: boolean, type: TokenType | undefined): void {
    if (trim) {
      this.#position += 2;
      this.#skip();
    }
    this.#position += this.#options.right.length;
    if (type) this.#emit(type);
    else this.#skip();
    if (trim) {
      while (isSpace(this.text[this.#position])) this.#position += 1;
      this.#skip();
    }
    this.#inside = false;
  }

  #rightDelimiter(position: number): { readonly trim: boolean } | undefined {
    const { right } = this.#options;
    const marked = isSpace(this.text[position]) && this.text[position + 1] === '-';
    if (marked && this.text.startsWith(right, position + 2)) return { trim: true };
    return this.text.startsWith(right, position) ? { trim: false } : undefined;
  }

  #action(): void {
    const closing = this.#rightDelimiter(this.#position);
    if (closing) {
      if (this.#depth > 0) this.#fail('unclosed left paren');
      else this.#close(closing.trim, 'rightDelimiter');
      return;
    }
    const point = this.text.codePointAt(this.#position);
    if (point === undefined) {
      this.#fail('unclosed action');
      return;
    }
    const here = String.fromCodePoint(point);
    if (isSpace(here)) this.#space();
    else if (here === '"') this.#quoted('"', 'string', 'unterminated quoted string');
    else if (here === "'") this.#quoted("'", 'charConstant', 'unterminated character constant');
    else if (here === '`') this.#rawString();
    else if (here === '$') this.#name('variable');
    else if (here === '.' && !isDigit(this.text[this.#position + 1])) this.#name('field');
    else if (here === '.' || here === '+' || here === '-' || isDigit(here)) this.#number();
    else if (letter.test(here)) this.#identifier();
    else this.#symbol(here);
  }

  #symbol(here: string) {
    this.#position += here.length;
    switch (here) {
      case '=':
        return this.#emit('assign');
      case ':':
        if (this.text[this.#position] !== '=') return this.#fail('expected :=');
        this.#position += 1;
        return this.#emit('declare');
      case '|':
        return this.#emit('pipe');
      case '(':
        this.#depth += 1;
        return this.#emit('leftParenthesis');
      case ')':
        this.#depth -= 1;
        return this.#depth < 0
          ? this.#fail('unexpected right paren')
          : this.#emit('rightParenthesis');
      default:
        if (/^[\x20-\x7e]$/.test(here)) return this.#emit('char');
        return this.#fail(`unrecognized character in action: ${unicodeName(here)}`);
    }
  }

  #space() {
    let count = 0;
    while (isSpace(this.text[this.#position])) {
      this.#position += 1;
      count += 1;
    }
    // The last space may be the one in front of a trim marker: it belongs to the closing delimiter.
    if (this.#rightDelimiter(this.#position - 1)?.trim) {
      this.#position -= 1;
      if (count === 1) return this.#close(true, 'rightDelimiter');
    }
    this.#emit('space');
  }

  #quoted(quote: string, type: TokenType, message: string) {
    this.#position += 1;
    for (;;) {
      const here = this.text[this.#position];
      const escaped = here === '\\';
      const next = escaped ? this.text[this.#position + 1] : here;
      if (next === undefined || next === '\n') return this.#fail(message);
      this.#position += escaped ? 2 : 1;
      if (here === quote) return this.#emit(type);
    }
  }

  #rawString() {
    const end = this.text.indexOf('`', this.#position + 1);
    if (end === -1) return this.#fail('unterminated raw quoted string');
    this.#position = end + 1;
    this.#emit('rawString');
  }

  #name(type: 'field' | 'variable') {
    this.#position += 1;
    if (this.#atTerminator()) return this.#emit(type === 'field' ? 'dot' : 'variable');
    this.#letters();
    if (!this.#atTerminator()) return this.#badCharacter();
    this.#emit(type);
  }

  #identifier() {
    this.#letters();
    const word = this.text.slice(this.#start, this.#position);
    if (!this.#atTerminator()) return this.#badCharacter();
    const demoted =
      (word === 'break' && !this.#options.breakIsKeyword) ||
      (word === 'continue' && !this.#options.continueIsKeyword);
    if (word === 'true' || word === 'false') this.#emit('bool');
    else if (isKeyword(word) && word !== 'dot' && !demoted) this.#emit(word);
    else this.#emit('identifier');
  }

  #letters(): void {
    for (;;) {
      const point = this.text.codePointAt(this.#position);
      if (point === undefined) return;
      const here = String.fromCodePoint(point);
      if (!letter.test(here)) return;
      this.#position += here.length;
    }
  }

  #badCharacter(): void {
    const point = this.text.codePointAt(this.#position) ?? 0xfffd;
    this.#fail(`bad character ${unicodeName(String.fromCodePoint(point))}`);
  }

  #atTerminator(): boolean {
    const here = this.text[this.#position];
    return (
      here === undefined ||
      isSpace(here) ||
      '.,|:)('.includes(here) ||
      this.text.startsWith(this.#options.right, this.#position)
    );
  }

  #number() {
    if (!this.#scanNumber()) return this.#badNumber();
    const sign = this.text[this.#position];
    if (sign !== '+' && sign !== '-') return this.#emit('number');
    if (!this.#scanNumber() || this.text[this.#position - 1] !== 'i') return this.#badNumber();
    this.#emit('complex');
  }

  #badNumber(): void {
    this.#fail(
      `bad number syntax: ${JSON.stringify(this.text.slice(this.#start, this.#position))}`,
    );
  }

  #scanNumber(): boolean {
    const pattern =
      /[+-]?(?:0[xX][0-9a-fA-F_]*(?:\.[0-9a-fA-F_]*)?(?:[pP][+-]?[0-9_]*)?|0[oO][0-7_]*(?:\.[0-7_]*)?|0[bB][01_]*(?:\.[01_]*)?|[0-9_]*(?:\.[0-9_]*)?(?:[eE][+-]?[0-9_]*)?)i?/y;
    pattern.lastIndex = this.#position;
    pattern.exec(this.text);
    this.#position = Math.max(this.#position, pattern.lastIndex);
    const point = this.text.codePointAt(this.#position);
    const next = point === undefined ? '' : String.fromCodePoint(point);
    if (!letter.test(next)) return true;
    this.#position += next.length;
    return false;
  }
}
