import { fromBytes } from '../bytes.ts';
import {
  GoComplex,
  hasTypedElements,
  isGoObject,
  isMap,
  isNil,
  numberOf,
  sortedEntries,
  typeName,
} from '../values.ts';
import { formatFloat } from './float.ts';
import { formatInteger } from './integer.ts';
import { pad } from './pad.ts';
import { canBackquote, hexBytes, quoteString } from './quote.ts';

export type Flags = {
  readonly plus: boolean;
  readonly minus: boolean;
  readonly sharp: boolean;
  readonly space: boolean;
  readonly zero: boolean;
  readonly width: number | undefined;
  readonly precision: number | undefined;
};

export const plainFlags: Flags = {
  plus: false,
  minus: false,
  sharp: false,
  space: false,
  zero: false,
  width: undefined,
  precision: undefined,
};

/** One operand of fmt.Sprintf under one verb. */
export function formatArgument(value: unknown, verb: string, flags: Flags): string {
  if (isNil(value)) {
    return verb === 'v' || verb === 'T' ? pad('<nil>', flags) : `%!${verb}(<nil>)`;
  }
  if (verb === 'T') return pad(typeName(value), flags);
  if (verb === 'p') return badVerb(value, verb);
  // With %v a plus asks for the names of fields, which plain data do not have.
  return formatValue(value, verb, verb === 'v' && flags.plus ? { ...flags, plus: false } : flags);
}

function formatValue(value: unknown, verb: string, flags: Flags): string {
  if (typeof value === 'boolean') {
    return verb === 'v' || verb === 't' ? pad(String(value), flags) : badVerb(value, verb);
  }
  if (typeof value === 'string') return formatString(value, verb, flags);
  const number = numberOf(value);
  if (number?.kind === 'float')
    return formatFloatVerb(number.value, verb, flags) ?? badVerb(value, verb);
  if (number) return formatInteger(number, verb, flags) ?? badVerb(value, verb);
  if (value instanceof GoComplex) return formatComplex(value, verb, flags);
  if (isGoObject(value)) return formatString(value.text(), verb === 'v' ? 's' : verb, flags);
  if (Array.isArray(value)) return formatList(value, verb, flags);
  return isMap(value) ? formatMap(value, verb, flags) : badVerb(value, verb);
}

/** `%!d(string=x)` */
function badVerb(value: unknown, verb: string): string {
  return `%!${verb}(${typeName(value)}=${formatArgument(value, 'v', plainFlags)})`;
}

function formatString(text: string, verb: string, flags: Flags): string {
  const cut = flags.precision === undefined ? text : [...text].slice(0, flags.precision).join('');
  switch (verb) {
    case 'v':
      return pad(flags.sharp ? quoteString(cut) : cut, flags);
    case 's':
      return pad(cut, flags);
    case 'q':
      return pad(quoteText(cut, flags), flags);
    case 'x':
    case 'X': {
      const hex = formatHex(text, flags);
      return pad(verb === 'X' ? hex.toUpperCase() : hex, flags);
    }
    default:
      return badVerb(text, verb);
  }
}

function quoteText(text: string, flags: Flags): string {
  return flags.sharp && canBackquote(text) ? `\`${text}\`` : quoteString(text, flags.plus);
}

function formatHex(text: string, flags: Flags): string {
  const bytes = hexBytes(text).slice(0, flags.precision ?? Number.POSITIVE_INFINITY);
  if (!flags.space) return bytes.length > 0 && flags.sharp ? `0x${bytes.join('')}` : bytes.join('');
  return bytes.map((byte) => (flags.sharp ? `0x${byte}` : byte)).join(' ');
}

function formatFloatVerb(value: number, verb: string, flags: Flags): string | undefined {
  const { precision } = flags;
  let text: string;
  switch (verb) {
    case 'v':
      text = formatFloat(value, 'g', -1);
      break;
    case 'e':
    case 'E':
      text = formatFloat(value, 'e', precision ?? 6);
      break;
    case 'f':
    case 'F':
      text = formatFloat(value, 'f', precision ?? 6);
      break;
    case 'g':
    case 'G':
      text = flags.sharp
        ? sharpGeneral(value, precision ?? 6)
        : formatFloat(value, 'g', precision ?? -1);
      break;
    default:
      return undefined;
  }
  if (verb === 'E' || verb === 'G') text = text.toUpperCase();
  return signedNumber(text, flags);
}

/** `%#g` keeps trailing zeros. */
function sharpGeneral(value: number, precision: number): string {
  const text = formatFloat(value, 'g', precision);
  const [mantissa = '', exponent] = text.split('e');
  const digits = mantissa.replace(/^-|\./g, '').replace(/^0+/, '').length || 1;
  const point = mantissa.includes('.') ? mantissa : `${mantissa}.`;
  const full = point + '0'.repeat(Math.max(0, precision - digits));
  return exponent === undefined ? full : `${full}e${exponent}`;
}

/** Sign and padding of a number that is already text. */
function signedNumber(text: string, flags: Flags): string {
  const negative = text.startsWith('-');
  const body = text.replace(/^[+-]/, '');
  const infinite = body === 'Inf' || body === 'NaN';
  const explicit = flags.plus || (body === 'Inf' && text.startsWith('+'));
  const sign = negative
    ? '-'
    : explicit && body !== 'NaN'
      ? '+'
      : flags.space
        ? ' '
        : flags.plus
          ? '+'
          : '';
  if (!flags.zero || flags.minus || infinite || flags.width === undefined) {
    return pad(sign + body, { ...flags, zero: false });
  }
  return sign + body.padStart(flags.width - sign.length, '0');
}

function formatComplex(value: GoComplex, verb: string, flags: Flags): string {
  const real = formatFloatVerb(value.real, verb, { ...flags, width: undefined });
  const imaginary = formatFloatVerb(value.imaginary, verb, {
    ...flags,
    width: undefined,
    plus: true,
  });
  return real === undefined ? badVerb(value, verb) : `(${real}${imaginary}i)`;
}

function formatList(list: readonly unknown[], verb: string, flags: Flags): string {
  const type = typeName(list);
  if (type === '[]uint8' && (verb === 's' || verb === 'q' || verb === 'x' || verb === 'X')) {
    return formatString(
      fromBytes(Uint8Array.from(list, (byte) => Number(numberOf(byte)?.value ?? 0))),
      verb,
      flags,
    );
  }
  const dynamic = !hasTypedElements(list);
  if (verb === 'v' && flags.sharp) {
    return `${type}{${list.map((item) => formatElement(item, { verb, flags, dynamic })).join(', ')}}`;
  }
  return `[${list.map((item) => formatElement(item, { verb, flags, dynamic })).join(' ')}]`;
}

function formatMap(
  map: Record<string, unknown> | Map<unknown, unknown>,
  verb: string,
  flags: Flags,
): string {
  const dynamic = !hasTypedElements(map);
  const entries = sortedEntries(map).map(
    ([key, item]) =>
      `${formatElement(key, { verb, flags, dynamic: map instanceof Map })}:${formatElement(item, { verb, flags, dynamic })}`,
  );
  return verb === 'v' && flags.sharp
    ? `${typeName(map)}{${entries.join(', ')}}`
    : `map[${entries.join(' ')}]`;
}

type Element = { readonly verb: string; readonly flags: Flags; readonly dynamic: boolean };

function formatElement(value: unknown, { verb, flags, dynamic }: Element): string {
  if (isNil(value))
    return verb === 'v' && flags.sharp && dynamic ? 'interface {}(nil)' : pad('<nil>', flags);
  return formatValue(value, verb, flags);
}
