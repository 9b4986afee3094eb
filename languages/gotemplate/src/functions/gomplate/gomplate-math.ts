import { FunctionError } from '../../problem.ts';
import { goFloat, goInt64, typedList } from '../../values.ts';
import { define, defineVariadic, type FunctionMap } from '../define.ts';
import { isFloat, isInt, toInt64, toNumber } from './gomplate-convert.ts';

const longestSequence = 100_000;

type Fold = {
  readonly whole: (left: bigint, right: bigint) => bigint;
  readonly float: (left: number, right: number) => number;
};

/** Whole numbers stay whole as long as no float is among them. */
function fold(values: readonly unknown[], { whole, float }: Fold): unknown {
  return values.some(isFloat)
    ? goFloat(values.map(toNumber).reduce((left, right) => float(left, right)))
    : goInt64(values.map(toInt64).reduce((left, right) => whole(left, right)));
}

const sum: Fold = { whole: (a, b) => a + b, float: (a, b) => a + b };
const product: Fold = { whole: (a, b) => a * b, float: (a, b) => a * b };
const rest: Fold = { whole: (a, b) => a - b, float: (a, b) => a - b };
const largest: Fold = { whole: (a, b) => (a - b > 0n ? a : b), float: Math.max };
const smallest: Fold = { whole: (a, b) => (b - a > 0n ? a : b), float: Math.min };

/** gomplate's `math`. */
export const mathNamespace: FunctionMap = {
  Abs: define(['any'], (value) =>
    isInt(value) ? goInt64(Math.abs(toNumber(value))) : goFloat(Math.abs(toNumber(value))),
  ),
  Add: defineVariadic(['any'], (...values: unknown[]) => fold([0, ...values], sum)),
  Ceil: define(['any'], (value) => goFloat(Math.ceil(toNumber(value)))),
  Div: define(['any', 'any'], (left, right) => {
    if (toNumber(right) === 0) throw new FunctionError('error: division by 0');
    return goFloat(toNumber(left) / toNumber(right));
  }),
  Floor: define(['any'], (value) => goFloat(Math.floor(toNumber(value)))),
  IsFloat: define(['any'], isFloat),
  IsInt: define(['any'], isInt),
  IsNum: define(['any'], (value) => isInt(value) || isFloat(value)),
  Max: defineVariadic(['any', 'any'], (...values: unknown[]) => fold(values, largest)),
  Min: defineVariadic(['any', 'any'], (...values: unknown[]) => fold(values, smallest)),
  Mul: defineVariadic(['any'], (...values: unknown[]) => fold([1, ...values], product)),
  Pow: define(['any', 'any'], (base, power) => {
    const value = toNumber(base) ** toNumber(power);
    return isFloat(base) ? goFloat(value) : goInt64(toInt64(value));
  }),
  Rem: define(['any', 'any'], (left, right) => {
    if (toInt64(right) === 0n) throw new FunctionError('runtime error: integer divide by zero');
    return goInt64(toInt64(left) % toInt64(right));
  }),
  Round: define(['any'], (value) => {
    const number = toNumber(value);
    return goFloat(Math.sign(number) * Math.round(Math.abs(number)));
  }),
  Seq: defineVariadic(['any'], (...values: unknown[]) => sequence(values)),
  Sub: define(['any', 'any'], (left, right) => fold([left, right], rest)),
};

/** From the first to the last number, down when that is the way; a step of 0 gives the first one. */
function sequence(values: readonly unknown[]): unknown {
  if (values.length === 0)
    throw new FunctionError("math.Seq must be given at least an 'end' value");
  const [first = 0, second = 0, third = 1] = values.map((value) => Number(toInt64(value)));
  const [start, end] = values.length === 1 ? [1, first] : [first, second];
  const size = Math.abs(values.length > 2 ? third : 1);
  if (size === 0) return typedList('[]int64', []);
  const count = Math.floor(Math.abs(end - start) / size) + 1;
  if (count > longestSequence)
    throw new FunctionError(`math.Seq gives more than ${longestSequence}`);
  const step = end < start ? -size : size;
  return typedList(
    '[]int64',
    Array.from({ length: count }, (_none, index) => goInt64(start + index * step)),
  );
}
