const letter = /\p{L}/u;
const digit = /\p{Nd}/u;

/** go-yaml's order of keys: numbers inside of them count as numbers, so `a2` stands before `a10`. */
export function compareKeys(left: string, right: string): number {
  const [a, b] = [[...left], [...right]];
  let afterDigit = false;
  for (let index = 0; index < a.length && index < b.length; index += 1) {
    const [x = '', y = ''] = [a[index], b[index]];
    if (x === y) {
      afterDigit = digit.test(x);
      continue;
    }
    const [xLetter, yLetter] = [letter.test(x), letter.test(y)];
    if (xLetter && yLetter) return x < y ? -1 : 1;
    if (xLetter || yLetter) return afterDigit === xLetter ? -1 : 1;
    return compareNumbers(a, b, index) || (x < y ? -1 : 1);
  }
  return a.length - b.length;
}

function compareNumbers(a: readonly string[], b: readonly string[], start: number): number {
  const [x, y] = [digitsFrom(a, start), digitsFrom(b, start)];
  const zero = a[start] === '0' || b[start] === '0';
  const prefix = zero && hasNonZeroBefore(a, start) ? '1' : '0';
  const [m, n] = [BigInt(prefix + x), BigInt(prefix + y)];
  if (m !== n) return m < n ? -1 : 1;
  return x.length - y.length;
}

function digitsFrom(text: readonly string[], start: number): string {
  let end = start;
  while (end < text.length && /[0-9]/.test(text[end] ?? '')) end += 1;
  return text.slice(start, end).join('');
}

function hasNonZeroBefore(text: readonly string[], start: number): boolean {
  for (let index = start - 1; index >= 0 && digit.test(text[index] ?? ''); index -= 1) {
    if (text[index] !== '0') return true;
  }
  return false;
}
