import { syntaxError } from '../problem.ts';
import type { Lexer } from './lexer.ts';
import { type Token, type TokenType, tokenText } from './token.ts';

/** The tokens of one template or definition, with the three tokens of look-ahead that Go's parser has. */
export class TokenStream {
  readonly name: string;
  readonly lexer: Lexer;
  /** Tokens to be read again, the next one last. */
  #pending: Token[] = [];
  #current: Token;
  /** The line on which the action that is being parsed began; 0 outside of actions. */
  actionLine = 0;

  constructor(name: string, lexer: Lexer) {
    this.name = name;
    this.lexer = lexer;
    this.#current = { type: 'text', value: '', position: 0, line: 0 };
  }

  next(): Token {
    const pending = this.#pending.pop();
    if (pending) {
      if (this.#pending.length === 0) this.#current = pending;
      return pending;
    }
    this.#current = this.lexer.next();
    return this.#current;
  }

  /** Puts tokens back; the one to be read next comes first. */
  back(...tokens: readonly Token[]): void {
    this.#pending.push(...[...tokens].reverse());
    const last = tokens.at(-1);
    if (last) this.#current = last;
  }

  peek(): Token {
    const token = this.next();
    this.back(token);
    return token;
  }

  nextNonSpace(): Token {
    for (;;) {
      const token = this.next();
      if (token.type !== 'space') return token;
    }
  }

  peekNonSpace(): Token {
    const token = this.nextNonSpace();
    this.back(token);
    return token;
  }

  /** Throws unless the next token has one of the types. */
  expect(types: readonly TokenType[], context: string): Token {
    const token = this.nextNonSpace();
    if (!types.includes(token.type)) this.unexpected(token, context);
    return token;
  }

  fail(message: string): never {
    throw syntaxError(this.name, this.#current.line, message);
  }

  unexpected(token: Token, context: string): never {
    if (token.type !== 'error') this.fail(`unexpected ${tokenText(token)} in ${context}`);
    let extra = '';
    if (this.actionLine !== 0 && this.actionLine !== token.line) {
      const started = ` started at ${this.name}:${this.actionLine}`;
      extra = token.value.endsWith(' action') ? started : ` in action${started}`;
    }
    this.fail(token.value + extra);
  }
}
