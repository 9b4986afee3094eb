import { show } from '../format/print.ts';
import { sprintf } from '../format/printf.ts';
import { FunctionError } from '../problem.ts';
import {
  compareStrings,
  GoComplex,
  isGoObject,
  isNil,
  missing,
  numberOf,
  typeName,
} from '../values.ts';
import { define, defineVariadic, type FunctionMap } from './define.ts';

type BasicKind = 'bool' | 'int' | 'uint' | 'float' | 'complex' | 'string' | 'other';

/** eq, ne, lt, le, gt, ge of text/template: numbers of different kinds do not compare. */
export const comparisonFunctions: FunctionMap = {
  eq: defineVariadic(['value', 'value'], (first: unknown, ...others: unknown[]) => {
    if (others.length === 0) throw new FunctionError('missing argument for comparison');
    return others.some((other) => equal(first, other));
  }),
  ne: define(['value', 'value'], (left, right) => !equal(left, right)),
  lt: define(['value', 'value'], (left, right) => less(left, right)),
  le: define(['value', 'value'], (left, right) => less(left, right) || equal(left, right)),
  gt: define(['value', 'value'], (left, right) => !less(left, right) && !equal(left, right)),
  ge: define(['value', 'value'], (left, right) => !less(left, right)),
};

function kindOf(value: unknown): BasicKind {
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'string';
  if (value instanceof GoComplex) return 'complex';
  return numberOf(value)?.kind ?? 'other';
}

function isNothing(value: unknown): boolean {
  return value === missing || isNil(value);
}

function isInteger(kind: BasicKind): boolean {
  return kind === 'int' || kind === 'uint';
}

function equal(left: unknown, right: unknown): boolean {
  const [a, b] = [kindOf(left), kindOf(right)];
  if (isInteger(a) && isInteger(b)) return numberOf(left)?.value === numberOf(right)?.value;
  if (a !== b) {
    if (isNothing(left) || isNothing(right)) return false;
    throw incompatible(left, right);
  }
  if (a === 'float') return numberOf(left)?.value === numberOf(right)?.value;
  if (a === 'complex') return show(left) === show(right);
  if (a !== 'other') return left === right;
  if (isNothing(left) || isNothing(right)) return isNothing(left) && isNothing(right);
  if (isGoObject(left) && isGoObject(right)) return left === right || left.text() === right.text();
  throw new FunctionError(`non-comparable type ${sprintf('%s', [left])}: ${typeName(right)}`);
}

function less(left: unknown, right: unknown): boolean {
  const [a, b] = [kindOf(left), kindOf(right)];
  if (a === 'other' || b === 'other') throw new FunctionError('invalid type for comparison');
  if (a !== b && !(isInteger(a) && isInteger(b))) throw incompatible(left, right);
  if (a === 'bool' || a === 'complex') throw new FunctionError('invalid type for comparison');
  if (a === 'string') return compareStrings(left as string, right as string) < 0;
  return (numberOf(left)?.value ?? 0) < (numberOf(right)?.value ?? 0);
}

function incompatible(left: unknown, right: unknown): FunctionError {
  return new FunctionError(
    `incompatible types for comparison: ${typeName(left)} and ${typeName(right)}`,
  );
}
