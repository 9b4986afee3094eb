import { compareVersions, parseVersion, type Version } from './semver-version.ts';

type Comparison = {
  readonly operator: string;
  readonly version: Version;
  /** How many of the three numbers are written; the others are wildcards. */
  readonly given: number;
};

/**
 * Whether a version satisfies a constraint such as `>=1.2, <2 || ~3.1`; undefined when the constraint is malformed.
 * The version is read only when the constraint is well-formed.
 */
export function satisfiesConstraint(
  constraint: string,
  version: () => Version,
): boolean | undefined {
  const alternatives = constraint.split('||').map((part) => parseAll(part));
  if (alternatives.some((each) => each === undefined)) return undefined;
  const actual = version();
  return alternatives.some((each) => each?.every((comparison) => holds(comparison, actual)));
}

function parseAll(text: string): readonly Comparison[] | undefined {
  const ranges = text.replace(
    /(?:^|\s)v?(\d[\w.*+-]*|[xX*])\s+-\s+v?(\d[\w.*+-]*|[xX*])/g,
    (_, from: string, to: string) => ` >=${from} <=${to}`,
  );
  const parts = ranges.match(/(?:=>|=<|>=|<=|!=|~>|[=><~^])?\s*[^\s,=><~^!]+/g) ?? [];
  const rest = ranges.replace(/(?:=>|=<|>=|<=|!=|~>|[=><~^])?\s*[^\s,=><~^!]+/g, '');
  if (parts.length === 0 || !/^[\s,]*$/.test(rest)) return undefined;
  const comparisons = parts.map((part) => parseOne(part.trim()));
  return comparisons.every((each) => each !== undefined) ? comparisons : undefined;
}

function parseOne(text: string): Comparison | undefined {
  const [, operator = '', body = ''] = /^(=>|=<|>=|<=|!=|~>|[=><~^])?\s*(.*)$/.exec(text) ?? [];
  const wild = /^v?(?:([xX*])|(\d+)(?:\.(?:([xX*])|(\d+)(?:\.([xX*]))?))?)(?:\.[xX*])*$/.exec(body);
  const numbers = wild ? [wild[2], wild[4]].filter((each) => each !== undefined) : undefined;
  if (wild && numbers) {
    const version = parseVersion(numbers.length === 0 ? '0' : numbers.join('.'));
    return version && { operator, version, given: numbers.length };
  }
  const version = parseVersion(body);
  return version && { operator, version, given: 3 };
}

function holds({ operator, version, given }: Comparison, actual: Version): boolean {
  // A version before a release satisfies only constraints that name one themselves.
  if (actual.prerelease !== '' && version.prerelease === '' && operator !== '!=') return false;
  const order = compareVersions(actual, version);
  const same = sameNumbers(actual, version, given);
  switch (operator) {
    case '':
    case '=':
      return given < 3 ? same : order === 0;
    case '!=':
      return given < 3 ? !same : order !== 0;
    case '>':
      return given < 3 ? order > 0 && !same : order > 0;
    case '>=':
    case '=>':
      return order >= 0;
    case '<':
      return order < 0;
    case '<=':
    case '=<':
      return given < 3 ? order <= 0 || same : order <= 0;
    case '~':
    case '~>':
      return order >= 0 && sameNumbers(actual, version, Math.min(given, 2));
    default:
      return order >= 0 && sameNumbers(actual, version, caretNumbers(version, given));
  }
}

function sameNumbers(left: Version, right: Version, count: number): boolean {
  return left.numbers.slice(0, count).every((number, index) => number === right.numbers[index]);
}

/** `^` keeps the first number that is not zero. */
function caretNumbers({ numbers: [major, minor] }: Version, given: number): number {
  if (major > 0 || given < 2) return Math.min(1, given);
  return minor > 0 || given < 3 ? 2 : 3;
}
