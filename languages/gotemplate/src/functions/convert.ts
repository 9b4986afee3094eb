import { show } from '../format/print.ts';
import { parseFloatText, parseInteger } from '../parse/number.ts';
import { isNil, isTrue, numberOf } from '../values.ts';

/** Any value as text (Sprig strval). */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return isNil(value) ? '<nil>' : show(value);
}

/** Any value as int64; what is no number is 0 (spf13/cast ToInt64). */
export function int64Of(value: unknown): bigint {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'string') return BigInt.asIntN(64, integerOfText(value));
  const number = numberOf(value);
  if (!number) return 0n;
  if (number.kind !== 'float') return BigInt.asIntN(64, number.value);
  return Number.isFinite(number.value) && Math.abs(number.value) < 2 ** 63
    ? BigInt(Math.trunc(number.value))
    : -(2n ** 63n);
}

function integerOfText(text: string): bigint {
  const value = parseInteger(text.replace(/\.0*$/, ''));
  return value !== undefined && value >= -(2n ** 63n) && value < 2n ** 63n ? value : 0n;
}

/** Any value as float64; what is no number is 0. */
export function floatOf(value: unknown): number {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string') {
    const special = /^([+-]?)(inf|infinity|nan)$/i.exec(value);
    if (special)
      return special[2]?.toLowerCase() === 'nan'
        ? Number.NaN
        : special[1] === '-'
          ? -Infinity
          : Infinity;
    return parseFloatText(value) ?? 0;
  }
  return Number(numberOf(value)?.value ?? 0);
}

/** Whether a value is Sprig's "empty": nothing, zero, false, or without elements; objects never are. */
export function isEmpty(value: unknown): boolean {
  return isNil(value) || (!isGo(value) && !isTrue(value));
}

function isGo(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'goType' in value;
}
