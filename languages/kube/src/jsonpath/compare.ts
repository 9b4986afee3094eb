import { FloatLiteral, wrongPath } from './nodes.ts';

type Kind = 'bool' | 'int' | 'float' | 'string';

/** A comparison as Go templates make it: only values of one kind compare, and whole numbers are not floats. */
export function compare(operator: string, left: unknown, right: unknown): boolean {
  switch (operator) {
    case '==':
      return equal(left, right);
    case '!=':
      return !equal(left, right);
    case '<':
      return less(left, right);
    case '<=':
      return less(left, right) || equal(left, right);
    case '>':
      return !(less(left, right) || equal(left, right));
    case '>=':
      return !less(left, right);
    default:
      throw wrongPath(`unrecognized filter operator ${operator}`);
  }
}

function equal(left: unknown, right: unknown): boolean {
  sameKind(left, right);
  return plain(left) === plain(right);
}

function less(left: unknown, right: unknown): boolean {
  if (sameKind(left, right) === 'bool') throw wrongPath('invalid type for comparison');
  return (plain(left) as number) < (plain(right) as number);
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  return value instanceof FloatLiteral ? value.value : value;
}

function sameKind(left: unknown, right: unknown): Kind {
  const kind = kindOf(left);
  if (kind !== kindOf(right)) throw wrongPath('incompatible types for comparison');
  return kind;
}

function kindOf(value: unknown): Kind {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'bigint') return 'int';
  if (value instanceof FloatLiteral) return 'float';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  throw wrongPath('invalid type for comparison');
}
