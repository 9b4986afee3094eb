import { FunctionError } from '../problem.ts';
import { goFloat, goInt64 } from '../values.ts';
import { floatOf, int64Of } from './convert.ts';
import { define, defineVariadic, type FunctionMap } from './define.ts';

/** Sprig's arithmetic: int64 without a suffix, decimal with `f`. */
export const mathFunctions: FunctionMap = {
  add1: define(['any'], (value) => goInt64(int64Of(value) + 1n)),
  add: defineVariadic(['any'], (...values) =>
    goInt64(values.map(int64Of).reduce((left, right) => left + right, 0n)),
  ),
  sub: define(['any', 'any'], (left, right) => goInt64(int64Of(left) - int64Of(right))),
  mul: defineVariadic(['any', 'any'], (...values) =>
    goInt64(values.map(int64Of).reduce((left, right) => left * right, 1n)),
  ),
  div: define(['any', 'any'], (left, right) => goInt64(int64Of(left) / divisor(right))),
  mod: define(['any', 'any'], (left, right) => goInt64(int64Of(left) % divisor(right))),
  max: defineVariadic(['any', 'any'], (...values) =>
    goInt64(extreme(values, (left, right) => left > right)),
  ),
  biggest: defineVariadic(['any', 'any'], (...values) =>
    goInt64(extreme(values, (left, right) => left > right)),
  ),
  min: defineVariadic(['any', 'any'], (...values) =>
    goInt64(extreme(values, (left, right) => left < right)),
  ),
  maxf: defineVariadic(['any', 'any'], (...values) => goFloat(Math.max(...values.map(floatOf)))),
  minf: defineVariadic(['any', 'any'], (...values) => goFloat(Math.min(...values.map(floatOf)))),
  ceil: define(['any'], (value) => goFloat(Math.ceil(floatOf(value)))),
  floor: define(['any'], (value) => goFloat(Math.floor(floatOf(value)))),
  round: defineVariadic(['any', 'int', 'float64'], round),
  addf: defineVariadic(['any'], (...values) => goFloat(decimal(values, 'add'))),
  add1f: define(['any'], (value) => goFloat(decimal([value, 1], 'add'))),
  subf: defineVariadic(['any', 'any'], (...values) => goFloat(decimal(values, 'subtract'))),
  mulf: defineVariadic(['any', 'any'], (...values) => goFloat(decimal(values, 'multiply'))),
  divf: defineVariadic(['any', 'any'], (...values) => goFloat(decimal(values, 'divide'))),
};

function divisor(value: unknown): bigint {
  const number = int64Of(value);
  if (number === 0n) throw new FunctionError('runtime error: integer divide by zero');
  return number;
}

function extreme(
  values: readonly unknown[],
  better: (left: bigint, right: bigint) => boolean,
): bigint {
  return values.map(int64Of).reduce((left, right) => (better(right, left) ? right : left));
}

function round(value: unknown, places: unknown, bound?: unknown): unknown {
  const limit = bound === undefined ? 0.5 : floatOf(bound);
  const power = 10 ** Number(int64Of(places));
  const digits = power * floatOf(value);
  const fraction = digits - Math.trunc(digits);
  const rounded = fraction >= limit ? Math.ceil(digits) : Math.floor(digits);
  return goFloat(rounded / power);
}

type Operation = 'add' | 'subtract' | 'multiply' | 'divide';

/** shopspring/decimal, as far as doubles show it: exact decimal arithmetic, 16 places for quotients. */
function decimal(values: readonly unknown[], operation: Operation): number {
  const [first = { digits: 0n, scale: 0 }, ...others] = values.map((value) =>
    toDecimal(floatOf(value)),
  );
  const result = others.reduce((left, right) => apply(left, right, operation), first);
  return Number(`${result.digits}e${-result.scale}`);
}

type Decimal = { readonly digits: bigint; readonly scale: number };

function toDecimal(value: number): Decimal {
  if (!Number.isFinite(value)) throw new FunctionError('Cannot create a Decimal from NaN or Inf');
  const [mantissa = '0', exponent = '0'] = value.toExponential().split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

function apply(left: Decimal, right: Decimal, operation: Operation): Decimal {
  if (operation === 'multiply') {
    return { digits: left.digits * right.digits, scale: left.scale + right.scale };
  }
  const scale = Math.max(left.scale, right.scale);
  const a = left.digits * 10n ** BigInt(scale - left.scale);
  const b = right.digits * 10n ** BigInt(scale - right.scale);
  if (operation === 'add') return { digits: a + b, scale };
  if (operation === 'subtract') return { digits: a - b, scale };
  if (b === 0n) throw new FunctionError('decimal division by 0');
  const places = 16;
  const doubled = (a * 2n * 10n ** BigInt(places)) / b;
  const away = doubled < 0n ? -1n : 1n;
  return { digits: (doubled + away) / 2n, scale: places };
}
