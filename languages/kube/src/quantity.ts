import { PlatformError } from '@infraforge/kernel';

export type QuantityFormat = 'DecimalSI' | 'BinarySI' | 'DecimalExponent';

/** A Kubernetes resource quantity, exact: Kubernetes keeps nothing finer than 10⁻⁹. */
export type Quantity = {
  /** In billionths of the unit (cores, bytes, pieces). */
  readonly nano: bigint;
  readonly format: QuantityFormat;
};

const unit = 1_000_000_000n;
const largestBinary = (2n ** 63n - 1n) * unit;
/** Nothing in a cluster is larger; an exponent is a user's text, and a power of ten costs memory. */
const largestExponent = 400;
const decimalSuffixes = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const binarySuffixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const grammar = /^([+-]?)(\d*)(?:\.(\d*))?([eEinumkKMGTP]*[-+]?\d*)$/;

type Scale = {
  readonly format: QuantityFormat;
  readonly base: bigint;
  readonly exponent: number;
};

/**
 * Reads `500m`, `1.5Gi`, `2e3`. Follows apimachinery's `resource.ParseQuantity`: finer than 10⁻⁹ is rounded away from
 * zero, binary ones beyond 64 bits are capped; decimal ones are exact here where Go's int64 would wrap. Throws PlatformError `kube.quantity`.
 */
export function parseQuantity(text: string | number): Quantity {
  const source = String(text);
  const match = grammar.exec(source);
  // `$` also matches before a last line feed in other engines; here only the length tells.
  if (!match || match[0].length !== source.length) throw wrong(source);
  const [, sign, whole = '', fraction = '', suffix = ''] = match;
  if (source === '') throw wrong(source);
  const scale = scaleOf(suffix);
  if (!scale) throw wrong(source);
  const digits = BigInt(whole + fraction || '0');
  const magnitude = scaled(digits, fraction.length, scale);
  const format =
    scale.format === 'BinarySI' && magnitude > 0n && magnitude < unit ? 'DecimalSI' : scale.format;
  return { nano: sign === '-' ? -magnitude : magnitude, format };
}

function scaled(digits: bigint, decimals: number, scale: Scale): bigint {
  const length = Math.abs(scale.exponent);
  const factor = scale.base ** BigInt(length);
  const divisor = 10n ** BigInt(decimals) * (scale.exponent < 0 ? factor : 1n);
  const dividend = digits * unit * (scale.exponent < 0 ? 1n : factor);
  const nano = (dividend + divisor - 1n) / divisor;
  return nano > largestBinary && scale.base !== 10n ? largestBinary : nano;
}

function scaleOf(suffix: string): Scale | undefined {
  const decimal = decimalSuffixes.indexOf(suffix);
  if (decimal !== -1) return { format: 'DecimalSI', base: 10n, exponent: (decimal - 3) * 3 };
  const binary = binarySuffixes.indexOf(suffix);
  if (binary !== -1) return { format: 'BinarySI', base: 1024n, exponent: binary };
  const exponent = /^[eE]([-+]?\d+)$/.exec(suffix);
  if (!exponent || Math.abs(Number(exponent[1])) > largestExponent) return undefined;
  return { format: 'DecimalExponent', base: 10n, exponent: Number(exponent[1]) };
}

function wrong(text: string): PlatformError {
  return new PlatformError('kube.quantity', `"${text}" is not a quantity`, {
    hint: 'Write a number with an optional suffix: 250m, 2, 128Mi, 1Gi.',
  });
}

/** The canonical text, as the API server stores it: `1500m`, `1Gi`, `100e18`. */
export function formatQuantity(quantity: Quantity): string {
  const { nano, format } = quantity;
  if (nano === 0n) return '0';
  const small = nano > -1024n * unit && nano < 1024n * unit;
  // What is no whole number is written in decimal, so that nothing is lost.
  if (format === 'BinarySI' && !small && nano % unit === 0n) {
    const { mantissa, exponent } = reduce(wholeUnits(nano), 1024n, binarySuffixes.length - 1);
    return `${mantissa}${binarySuffixes[exponent]}`;
  }
  const { mantissa, exponent } = reduce(nano, 1000n, Number.POSITIVE_INFINITY);
  const power = (exponent - 3) * 3;
  if (format === 'DecimalExponent') return power === 0 ? `${mantissa}` : `${mantissa}e${power}`;
  return `${mantissa}${decimalSuffixes[exponent] ?? ''}`;
}

function reduce(value: bigint, base: bigint, most: number): { mantissa: bigint; exponent: number } {
  let mantissa = value;
  let exponent = 0;
  while (exponent < most && mantissa % base === 0n) {
    mantissa /= base;
    exponent += 1;
  }
  return { mantissa, exponent };
}

function wholeUnits(nano: bigint): bigint {
  return dividedUp(nano, unit);
}

/** Away from zero, as Kubernetes rounds: who asked for something gets something. */
function dividedUp(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor;
  if (value % divisor === 0n) return quotient;
  return value > 0n ? quotient + 1n : quotient - 1n;
}

/** The value in units of 10^scale (0 = the unit itself, -3 = thousandths), rounded away from zero. */
export function scaledValue(quantity: Quantity, scale: number): bigint {
  const power = scale + 9;
  return power >= 0
    ? dividedUp(quantity.nano, 10n ** BigInt(power))
    : quantity.nano * 10n ** BigInt(-power);
}

/** Rounded away from zero to a multiple of 10^scale. */
export function roundQuantityUp(quantity: Quantity, scale: number): Quantity {
  if (scale <= -9) return quantity;
  const step = 10n ** BigInt(scale + 9);
  return { nano: dividedUp(quantity.nano, step) * step, format: quantity.format };
}

/** The sum; it keeps the format of the first one that is not zero. */
export function addQuantities(left: Quantity, right: Quantity): Quantity {
  return {
    nano: left.nano + right.nano,
    format: left.nano === 0n ? right.format : left.format,
  };
}

export function subtractQuantities(left: Quantity, right: Quantity): Quantity {
  return addQuantities(left, { nano: -right.nano, format: right.format });
}

/** Negative, zero or positive, as for Array.sort. */
export function compareQuantities(left: Quantity, right: Quantity): number {
  return left.nano < right.nano ? -1 : left.nano > right.nano ? 1 : 0;
}

/** Cores as a number: `250m` is 0.25. Throws PlatformError `kube.quantity`. */
export function cpuCores(text: string | number): number {
  return Number(parseQuantity(text).nano) / 1e9;
}

/** Whole bytes, rounded up: `1Ki` is 1024. Throws PlatformError `kube.quantity`. */
export function bytesOf(text: string | number): number {
  return Number(wholeUnits(parseQuantity(text).nano));
}
