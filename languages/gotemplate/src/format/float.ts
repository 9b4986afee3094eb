/** strconv.FormatFloat for `e`, `f` and `g`; a precision of -1 means as many digits as the number needs. */
export function formatFloat(value: number, verb: 'e' | 'f' | 'g', precision: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const magnitude = Math.abs(value);
  if (verb === 'f') return sign + fixed(magnitude, precision);
  if (verb === 'e') return sign + exponential(magnitude, precision);
  return sign + general(magnitude, precision);
}

function exponential(value: number, precision: number): string {
  const text =
    precision < 0 ? value.toExponential() : value.toExponential(Math.min(precision, 100));
  return text.replace(/e([+-])(\d)$/, 'e$10$2');
}

function fixed(value: number, precision: number): string {
  if (precision >= 0 && (value < 1e21 || precision === 0)) {
    return value < 1e21 ? exactFixed(value, precision) : BigInt(value).toString();
  }
  const [digits = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  const plain = digits.replace('.', '');
  const whole = power >= 0 ? plain.slice(0, power + 1).padEnd(power + 1, '0') : '0';
  const rest = power >= 0 ? plain.slice(power + 1) : '0'.repeat(-power - 1) + plain;
  if (precision < 0) return rest === '' ? whole : `${whole}.${rest}`;
  return `${BigInt(value)}.${'0'.repeat(precision)}`;
}

/** JavaScript's toFixed rounds the exact value too, but half up; Go rounds half to even. */
function exactFixed(value: number, precision: number): string {
  const text = value.toFixed(Math.min(precision, 100));
  if (precision > 20) return text;
  const scaled = value * 10 ** precision;
  const half =
    Math.abs(scaled - Math.trunc(scaled)) === 0.5 && Number(scaled / 10 ** precision) === value;
  if (!half || Math.trunc(scaled) % 2 !== 0) return text;
  return (Math.trunc(scaled) / 10 ** precision).toFixed(precision);
}

function general(value: number, precision: number): string {
  const shortest = precision < 0;
  const wanted = precision === 0 ? 1 : precision;
  const text = shortest ? value.toExponential() : value.toExponential(Math.min(wanted, 101) - 1);
  const [mantissa = '', exponent = '0'] = text.split('e');
  const power = Number(exponent);
  const digits = mantissa.replace('.', '').replace(/0+$/, '') || '0';
  const exact = wanted > digits.length && digits.length >= power + 1 ? digits.length : wanted;
  const threshold = shortest ? 6 : exact;
  if (power < -4 || power >= threshold) {
    const head = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits;
    const size = Math.abs(power).toString().padStart(2, '0');
    return `${head}e${power < 0 ? '-' : '+'}${size}`;
  }
  if (power < 0) return `0.${'0'.repeat(-power - 1)}${digits}`;
  const whole = digits.slice(0, power + 1).padEnd(power + 1, '0');
  const rest = digits.slice(power + 1);
  return rest === '' ? whole : `${whole}.${rest}`;
}
