import type { NumberInfo } from '../values.ts';
import { pad } from './pad.ts';
import { isPrintable, quoteRune } from './quote.ts';
import type { Flags } from './verbs.ts';

type Integer = Extract<NumberInfo, { readonly kind: 'int' | 'uint' }>;

/** An integer under a verb; undefined when the verb is not for integers. */
export function formatInteger(number: Integer, verb: string, flags: Flags): string | undefined {
  const { value } = number;
  switch (verb) {
    case 'v':
    case 'd':
      if (verb === 'v' && flags.sharp && number.kind === 'uint')
        return inBase(value, { base: 16, prefix: '0x', flags });
      return inBase(value, { base: 10, prefix: '', flags });
    case 'b':
      return inBase(value, { base: 2, prefix: flags.sharp ? '0b' : '', flags });
    case 'o':
      return inBase(value, { base: 8, prefix: flags.sharp ? '0' : '', flags });
    case 'O':
      return inBase(value, { base: 8, prefix: '0o', flags });
    case 'x':
      return inBase(value, { base: 16, prefix: flags.sharp ? '0x' : '', flags });
    case 'X':
      return inBase(value, { base: 16, prefix: flags.sharp ? '0x' : '', flags }).toUpperCase();
    case 'c':
      return pad(character(value), { ...flags, zero: false });
    case 'q':
      return pad(quoteRune(codeOf(value), flags.plus), { ...flags, zero: false });
    case 'U':
      return pad(unicode(value, flags), { ...flags, zero: false });
    default:
      return undefined;
  }
}

type Based = { readonly base: number; readonly prefix: string; readonly flags: Flags };

function inBase(value: bigint, { base, prefix, flags }: Based): string {
  const negative = value < 0n;
  let digits = (negative ? -value : value).toString(base);
  const sign = negative ? '-' : flags.plus ? '+' : flags.space ? ' ' : '';
  if (flags.precision !== undefined) {
    if (flags.precision === 0 && value === 0n) return pad('', { ...flags, zero: false });
    digits = digits.padStart(flags.precision, '0');
  } else if (flags.zero && !flags.minus && flags.width !== undefined) {
    digits = digits.padStart(flags.width - sign.length, '0');
  }
  return pad(sign + prefix + digits, { ...flags, zero: false });
}

function codeOf(value: bigint): number {
  return value >= 0n && value <= 0x10ffffn ? Number(value) : 0xfffd;
}

function character(value: bigint): string {
  const code = codeOf(value);
  return String.fromCodePoint(code >= 0xd800 && code < 0xe000 ? 0xfffd : code);
}

function unicode(value: bigint, flags: Flags): string {
  const name = `U+${value
    .toString(16)
    .toUpperCase()
    .padStart(Math.max(4, flags.precision ?? 0), '0')}`;
  const point = character(value);
  return flags.sharp && isPrintable(point) ? `${name} '${point}'` : name;
}
