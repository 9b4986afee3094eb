import { formatQuantity, parseQuantity } from './quantity.ts';

/** A quantity as Go holds it: unscaled × 10^-scale. */
type Stored = {
  readonly unscaled: bigint;
  readonly scale: number;
  /** In 64 bits; otherwise as a big decimal. */
  readonly narrow: boolean;
  /** The text as it was written, where Go keeps it. */
  readonly kept?: string;
};

const shape = /^([+-]?)0*(\d*)(?:\.(\d*))?([eEinumkKMGTP]*[-+]?\d*)$/;
const decimal: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};
const binary = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const largest = 2n ** 63n - 1n;

/**
 * The text that the API server stores for a quantity: as it was written when Go's short way of reading it finds it in
 * order (`+1`, `1e03`), else the canonical one. Throws PlatformError `kube.quantity`.
 */
export function storedQuantity(text: string): string {
  const quantity = parseQuantity(text);
  return storedOf(text).kept ?? formatQuantity(quantity);
}

/**
 * The value in units of 10^scale as Go's `ScaledValue` answers it: an int64, which wraps around or is zero where the
 * number is too large. Use `scaledValue` to calculate; this is for saying what Kubernetes itself would see. Throws
 * PlatformError `kube.quantity`.
 */
export function int64Value(text: string, scale: number): bigint {
  parseQuantity(text);
  const stored = storedOf(text);
  return stored.narrow ? narrowValue(stored, scale) : wideValue(stored, scale);
}

/** What `resource.ParseQuantity` makes of a valid text. */
function storedOf(text: string): Stored {
  if (text === '0') return { unscaled: 0n, scale: 0, narrow: true, kept: text };
  const [, sign, whole = '', fraction = '', suffix = ''] = shape.exec(text) ?? [];
  const num = whole || '0';
  const power = Math.max(0, binary.indexOf(suffix)) * 10;
  const exponent =
    power > 0 ? 0 : (decimal[suffix] ?? Number(/^[eE]([-+]?\d+)$/.exec(suffix)?.[1] ?? 0));
  const digits = num + fraction;
  const short =
    power > 0
      ? fraction === '' && 15 - num.length - Math.trunc((power * 3) / 10) - 1 >= 0
      : digits.length <= 18;
  const scale = fraction.length - exponent;
  if (short && scale <= 9) return shortForm(text, { sign: sign ?? '', digits, power, scale });
  return longForm(sign ?? '', digits, { power, scale });
}

type Parts = {
  readonly sign: string;
  readonly digits: string;
  readonly power: number;
  readonly scale: number;
};

function shortForm(text: string, { sign, digits, power, scale }: Parts): Stored {
  const value = BigInt(digits);
  const unscaled = (sign === '-' ? -1n : 1n) * value * 2n ** BigInt(power);
  const inOrder =
    power > 0
      ? (value & 7n) !== 0n
      : scale % 3 === 0 && !digits.endsWith('000') && !digits.startsWith('0');
  return { unscaled, scale, narrow: true, ...(inOrder ? { kept: text } : {}) };
}

/** Rounded away from zero to billionths; binary ones are capped at 64 bits. */
function longForm(
  sign: string,
  digits: string,
  { power, scale }: Pick<Parts, 'power' | 'scale'>,
): Stored {
  const magnitude = BigInt(digits) * 2n ** BigInt(power);
  const shift = 9 - scale;
  const divisor = 10n ** BigInt(Math.max(0, -shift));
  const nano = (magnitude * 10n ** BigInt(Math.max(0, shift)) + divisor - 1n) / divisor;
  const capped = power > 0 && nano > largest * 1_000_000_000n;
  const unscaled = capped ? largest : nano;
  return {
    unscaled: sign === '-' ? -unscaled : unscaled,
    scale: capped || nano === 0n ? 0 : 9,
    narrow: false,
  };
}

function narrowValue({ unscaled, scale }: Stored, wanted: number): bigint {
  const shift = -scale - wanted;
  if (shift < 0) {
    const divisor = 10n ** BigInt(-shift);
    const quotient = unscaled / divisor;
    if (unscaled % divisor === 0n) return quotient;
    return unscaled > 0n ? quotient + 1n : quotient - 1n;
  }
  const product = unscaled * 10n ** BigInt(shift);
  const wrapped = BigInt.asIntN(64, product);
  return wrapped === product || [1, 2, 3, 6, 9].includes(shift) ? wrapped : 0n;
}

function wideValue({ unscaled, scale }: Stored, wanted: number): bigint {
  const shift = scale + wanted;
  const low = BigInt.asIntN(64, unscaled);
  if (shift === 0) return low;
  if (shift < 0) return BigInt.asIntN(64, low * BigInt.asIntN(64, 10n ** BigInt(-shift)));
  const divisor = 10n ** BigInt(shift);
  const dividend = unscaled < largest && shift < 19 ? low : unscaled;
  const quotient = dividend / divisor;
  return BigInt.asIntN(64, dividend % divisor === 0n ? quotient : quotient + 1n);
}
