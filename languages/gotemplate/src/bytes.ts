/**
 * Go's strings are bytes. A byte that is not part of valid UTF-8 is held as U+DC80–U+DCFF (as in Python's
 * surrogateescape), so that strings stay JavaScript strings and nothing is lost.
 */
export function toBytes(text: string): Uint8Array {
  if (!/[\ud800-\udfff]/.test(text)) return Buffer.from(text, 'utf8');
  const parts: Buffer[] = [];
  for (const point of text) {
    const code = point.codePointAt(0) ?? 0;
    const raw = code >= 0xdc80 && code <= 0xdcff;
    parts.push(raw ? Buffer.from([code - 0xdc00]) : Buffer.from(point, 'utf8'));
  }
  return Buffer.concat(parts);
}

/** The string of any bytes. */
export function fromBytes(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('utf8');
  return text.includes('\ufffd') ? decodeSlowly(bytes) : text;
}

function decodeSlowly(bytes: Uint8Array): string {
  let text = '';
  for (let index = 0; index < bytes.length; ) {
    const length = sequenceLength(bytes, index);
    text +=
      length === 0
        ? String.fromCharCode(0xdc00 + (bytes[index] ?? 0))
        : Buffer.from(bytes.subarray(index, index + length)).toString('utf8');
    index += Math.max(1, length);
  }
  return text;
}

/** Length of the valid UTF-8 sequence at an index, 0 when there is none. */
function sequenceLength(bytes: Uint8Array, index: number): number {
  const first = bytes[index] ?? 0;
  const length =
    first < 0x80
      ? 1
      : first < 0xc2
        ? 0
        : first < 0xe0
          ? 2
          : first < 0xf0
            ? 3
            : first < 0xf5
              ? 4
              : 0;
  if (length === 0 || index + length > bytes.length) return 0;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(index, index + length));
    return length;
  } catch {
    return 0;
  }
}

/** Length in bytes, which is what Go's `len` counts. */
export function utf8Length(text: string): number {
  return isAscii(text) ? text.length : toBytes(text).length;
}

/** A part of a string by byte offsets. */
export function sliceBytes(text: string, start: number, end?: number): string {
  if (isAscii(text)) return text.slice(start, end);
  return fromBytes(toBytes(text).subarray(start, end));
}

/** Its runes; a byte that is not valid UTF-8 counts as U+FFFD, as when Go ranges over a string. */
export function codePointsOf(text: string): number[] {
  return Array.from(text, (point) => {
    const code = point.codePointAt(0) ?? 0;
    return code >= 0xd800 && code <= 0xdfff ? 0xfffd : code;
  });
}

function isAscii(text: string): boolean {
  return !/[\u0080-\uffff]/.test(text);
}
