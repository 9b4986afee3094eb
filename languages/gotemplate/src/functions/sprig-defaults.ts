import { FunctionError } from '../problem.ts';
import { goFloat, goInt, goInt64, isNil, kindName, numberOf, typeName } from '../values.ts';
import { floatOf, int64Of, isEmpty } from './convert.ts';
import { deepEqual } from './deep-equal.ts';
import { define, defineVariadic, type FunctionMap } from './define.ts';

/** Sprig's functions about presence, types and conversion. */
export const defaultFunctions: FunctionMap = {
  default: defineVariadic(['any', 'any'], (fallback: unknown, ...given: unknown[]) =>
    given.length === 0 || isEmpty(given[0]) ? fallback : given[0],
  ),
  empty: define(['any'], isEmpty),
  coalesce: defineVariadic(['any'], (...values) => values.find((value) => !isEmpty(value))),
  all: defineVariadic(['any'], (...values) => values.every((value) => !isEmpty(value))),
  any: defineVariadic(['any'], (...values) => values.some((value) => !isEmpty(value))),
  ternary: define(['any', 'any', 'bool'], (yes, no, condition) => (condition ? yes : no)),
  fail: define(['string'], (message: string) => {
    throw new FunctionError(message);
  }),
  typeOf: define(['any'], typeName),
  kindOf: define(['any'], kindName),
  kindIs: define(['string', 'any'], (kind, value) => kindName(value) === kind),
  typeIs: define(['string', 'any'], (type, value) => typeName(value) === type),
  typeIsLike: define(
    ['string', 'any'],
    (type, value) => typeName(value) === type || typeName(value) === `*${type}`,
  ),
  deepEqual: define(['any', 'any'], deepEqual),
  int: define(['any'], (value) => goInt(int64Of(value))),
  int64: define(['any'], (value) => goInt64(int64Of(value))),
  float64: define(['any'], (value) => goFloat(floatOf(value))),
  atoi: define(['string'], (text: string) =>
    /^[+-]?\d+$/.test(text) ? goInt(BigInt(text.replace('+', ''))) : 0,
  ),
  toDecimal: define(['any'], (value) => goInt64(octal(value))),
  hello: define([], () => 'Hello!'),
};

function octal(value: unknown): bigint {
  const text = isNil(value) ? '' : String(numberOf(value)?.value ?? value);
  return /^[0-7]+$/.test(text) ? BigInt(`0o${text}`) : 0n;
}
