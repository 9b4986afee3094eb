import { show } from '../../format/print.ts';
import { parseFloatText, parseInteger } from '../../parse/number.ts';
import { FunctionError } from '../../problem.ts';
import { isNil, numberOf } from '../../values.ts';

// Rules: gomplate v3 `conv`.

/** Any value as text; nothing is `nil`. */
export function toText(value: unknown): string {
  if (isNil(value)) return 'nil';
  return typeof value === 'string' ? value : show(value);
}

export function toNumber(value: unknown): number {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'string') return Number(numberOf(value)?.value ?? 0);
  const text = value.replaceAll(',', '');
  const whole = parseInteger(text);
  return whole === undefined ? (parseFloatText(text) ?? 0) : Number(whole);
}

export function toInt64(value: unknown): bigint {
  const number = numberOf(value);
  if (number && number.kind !== 'float') return BigInt.asIntN(64, number.value);
  const whole = typeof value === 'string' ? parseInteger(value.replaceAll(',', '')) : undefined;
  if (whole !== undefined && BigInt.asIntN(64, whole) === whole) return whole;
  const float = toNumber(value);
  return Number.isFinite(float) ? BigInt.asIntN(64, BigInt(Math.trunc(float))) : -(2n ** 63n);
}

export function toBool(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string' && /^(?:1|t|true|yes)$/i.test(value)) return true;
  return typeof value === 'string' || numberOf(value) !== undefined ? toNumber(value) === 1 : false;
}

export function isInt(value: unknown): boolean {
  if (typeof value === 'string') return parseInteger(value) !== undefined;
  const number = numberOf(value);
  return number !== undefined && number.kind !== 'float';
}

export function isFloat(value: unknown): boolean {
  if (typeof value === 'string')
    return parseFloatText(value) !== undefined && parseInteger(value) === undefined;
  return numberOf(value)?.kind === 'float';
}

/** The elements of a list; throws FunctionError for anything else. */
export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new FunctionError(`expected an array or slice, but got a ${show(value)}`);
}

export function wrongCount(wanted: string, got: number): FunctionError {
  return new FunctionError(`wrong number of args: want ${wanted}, got ${got}`);
}
