import { numberOf, typeName } from '../values.ts';
import { show } from './print.ts';
import { type Flags, formatArgument } from './verbs.ts';

type Directive = {
  plus: boolean;
  minus: boolean;
  sharp: boolean;
  space: boolean;
  zero: boolean;
  width: number | undefined;
  precision: number | undefined;
};

/** A width or precision beyond this is an error in Go. */
const largestWidth = 1_000_000;

/** fmt.Sprintf. It never fails: what does not fit is written into the text, as in Go. */
export function sprintf(format: string, values: readonly unknown[]): string {
  return new Printf(format, values).run();
}

class Printf {
  readonly #format: string;
  readonly #values: readonly unknown[];
  #position = 0;
  #argument = 0;
  #reordered = false;
  #badIndex = false;
  #afterIndex = false;

  constructor(format: string, values: readonly unknown[]) {
    this.#format = format;
    this.#values = values;
  }

  run(): string {
    let text = '';
    while (this.#position < this.#format.length) {
      const percent = this.#format.indexOf('%', this.#position);
      if (percent === -1) {
        text += this.#format.slice(this.#position);
        break;
      }
      text += this.#format.slice(this.#position, percent);
      this.#position = percent + 1;
      text += this.#directive();
    }
    if (!this.#reordered && this.#argument < this.#values.length) text += this.#extra();
    return text;
  }

  #extra(): string {
    const rest = this.#values
      .slice(this.#argument)
      .map((value) =>
        value === null || value === undefined ? '<nil>' : `${typeName(value)}=${show(value)}`,
      );
    return `%!(EXTRA ${rest.join(', ')})`;
  }

  #directive(): string {
    this.#badIndex = false;
    this.#afterIndex = false;
    const flags = this.#flags();
    let prefix = '';
    this.#index();
    if (this.#here() === '*') prefix += this.#starWidth(flags);
    else {
      flags.width = this.#digits();
      if (this.#afterIndex && flags.width !== undefined) this.#badIndex = true;
    }
    if (this.#here() === '.') prefix += this.#precision(flags);
    if (!this.#afterIndex) this.#index();
    const point = this.#format.codePointAt(this.#position);
    if (point === undefined) return `${prefix}%!(NOVERB)`;
    const verb = String.fromCodePoint(point);
    this.#position += verb.length;
    return prefix + this.#verb(verb, flags);
  }

  #verb(verb: string, flags: Flags): string {
    if (verb === '%') return '%';
    if (this.#badIndex) return `%!${verb}(BADINDEX)`;
    if (this.#argument >= this.#values.length) return `%!${verb}(MISSING)`;
    const value = this.#values[this.#argument];
    this.#argument += 1;
    return formatArgument(value, verb, flags);
  }

  #flags(): Directive {
    const flags: Directive = {
      plus: false,
      minus: false,
      sharp: false,
      space: false,
      zero: false,
      width: undefined,
      precision: undefined,
    };
    for (;;) {
      const here = this.#here();
      if (here === '+') flags.plus = true;
      else if (here === '-') flags.minus = true;
      else if (here === '#') flags.sharp = true;
      else if (here === ' ') flags.space = true;
      else if (here === '0') flags.zero = true;
      else break;
      this.#position += 1;
    }
    if (flags.minus) flags.zero = false;
    return flags;
  }

  #starWidth(flags: Directive): string {
    this.#position += 1;
    const width = this.#integer();
    this.#afterIndex = false;
    if (width === undefined) return '%!(BADWIDTH)';
    flags.width = Math.abs(width);
    if (width < 0) {
      flags.minus = true;
      flags.zero = false;
    }
    return '';
  }

  #precision(flags: Directive): string {
    this.#position += 1;
    if (this.#afterIndex) this.#badIndex = true;
    this.#index();
    if (this.#here() !== '*') {
      flags.precision = this.#digits() ?? 0;
      return '';
    }
    this.#position += 1;
    const precision = this.#integer();
    this.#afterIndex = false;
    if (precision === undefined || precision < 0)
      return precision === undefined ? '%!(BADPREC)' : '';
    flags.precision = precision;
    return '';
  }

  /** The operand that a `*` takes. */
  #integer(): number | undefined {
    const number = numberOf(this.#values[this.#argument]);
    if (this.#argument < this.#values.length) this.#argument += 1;
    if (!number || number.kind === 'float') return undefined;
    const value = Number(number.value);
    return Math.abs(value) > largestWidth ? undefined : value;
  }

  /** `[3]`: the operand to use next. */
  #index(): void {
    if (this.#here() !== '[') return;
    this.#reordered = true;
    const end = this.#format.indexOf(']', this.#position);
    if (end === -1) {
      this.#badIndex = true;
      this.#position += 1;
      return;
    }
    const text = this.#format.slice(this.#position + 1, end);
    this.#position = end + 1;
    const index = /^\d+$/.test(text) ? Number(text) : 0;
    if (index < 1 || index > this.#values.length) this.#badIndex = true;
    else {
      this.#argument = index - 1;
      this.#afterIndex = true;
    }
  }

  #digits(): number | undefined {
    const match = /^\d+/.exec(this.#format.slice(this.#position));
    if (!match) return undefined;
    this.#position += match[0].length;
    return Math.min(Number(match[0]), largestWidth);
  }

  #here(): string | undefined {
    return this.#format[this.#position];
  }
}
