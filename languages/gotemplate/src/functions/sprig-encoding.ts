import { createHash } from 'node:crypto';
import { fromBytes, toBytes } from '../bytes.ts';
import { FunctionError } from '../problem.ts';
import { define, type FunctionMap } from './define.ts';
import { fromJson, toJson } from './json.ts';

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Sprig's encodings and checksums. Nothing here needs a random source or a clock. */
export const encodingFunctions: FunctionMap = {
  b64enc: define(['string'], (text: string) => Buffer.from(toBytes(text)).toString('base64')),
  b64dec: define(['string'], decodeBase64),
  b32enc: define(['string'], encodeBase32),
  b32dec: define(['string'], decodeBase32),
  sha1sum: define(['string'], (text: string) => hash('sha1', text)),
  sha256sum: define(['string'], (text: string) => hash('sha256', text)),
  sha512sum: define(['string'], (text: string) => hash('sha512', text)),
  adler32sum: define(['string'], (text: string) => String(adler32(toBytes(text)))),
  toJson: define(['any'], (value) => orElse('', () => toJson(value))),
  toPrettyJson: define(['any'], (value) => orElse('', () => toJson(value, { indent: '  ' }))),
  toRawJson: define(['any'], (value) => toJson(value, { escapeHtml: false })),
  fromJson: define(['string'], (text) => orElse(null, () => fromJson(text))),
  mustToJson: define(['any'], (value) => toJson(value)),
  mustToPrettyJson: define(['any'], (value) => toJson(value, { indent: '  ' })),
  mustToRawJson: define(['any'], (value) => toJson(value, { escapeHtml: false })),
  mustFromJson: define(['string'], fromJson),
};

/** Sprig's functions without `must` swallow what goes wrong. */
function orElse(fallback: unknown, step: () => unknown): unknown {
  try {
    return step();
  } catch (error) {
    if (error instanceof FunctionError) return fallback;
    throw error;
  }
}

function hash(algorithm: string, text: string): string {
  return createHash(algorithm).update(toBytes(text)).digest('hex');
}

function decodeBase64(text: string): string {
  const plain = text.replace(/[\r\n]/g, '');
  const valid = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(plain);
  if (valid) return fromBytes(Buffer.from(plain, 'base64'));
  const at = /^[A-Za-z0-9+/]*/.exec(text)?.[0].length ?? 0;
  // Where padding is missing Go names the start of the group, else the byte that does not belong.
  const place = at === text.length ? at - (at % 4) : at;
  return `illegal base64 data at input byte ${place}`;
}

function encodeBase32(text: string): string {
  let bits = '';
  for (const byte of toBytes(text)) bits += byte.toString(2).padStart(8, '0');
  let result = '';
  for (let index = 0; index < bits.length; index += 5) {
    result += base32[Number.parseInt(bits.slice(index, index + 5).padEnd(5, '0'), 2)] ?? '';
  }
  return result.padEnd(Math.ceil(result.length / 8) * 8, '=');
}

function decodeBase32(text: string): string {
  const plain = text.replace(/[\r\n]/g, '');
  if (!/^[A-Z2-7]*={0,6}$/.test(plain) || plain.length % 8 !== 0) {
    const at = /^[A-Z2-7]*/.exec(plain)?.[0].length ?? 0;
    return `illegal base32 data at input byte ${at}`;
  }
  let bits = '';
  for (const letter of plain.replace(/=+$/, ''))
    bits += base32.indexOf(letter).toString(2).padStart(5, '0');
  const bytes: number[] = [];
  for (let index = 0; index + 8 <= bits.length; index += 8)
    bytes.push(Number.parseInt(bits.slice(index, index + 8), 2));
  return fromBytes(Uint8Array.from(bytes));
}

function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return ((b << 16) | a) >>> 0;
}
