import { createHmac, scryptSync } from 'node:crypto';
import { toBytes } from '../bytes.ts';
import type { FunctionMap } from './define.ts';

const seedText = 'com.lyndir.masterpassword';

/** What the letters of a template stand for. */
const letters: Readonly<Record<string, string>> = {
  V: 'AEIOU',
  C: 'BCDFGHJKLMNPQRSTVWXYZ',
  v: 'aeiou',
  c: 'bcdfghjklmnpqrstvwxyz',
  A: 'AEIOUBCDFGHJKLMNPQRSTVWXYZ',
  a: 'AEIOUaeiouBCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz',
  n: '0123456789',
  o: "@&%?,=[]_:-+*$#!'^~;()/.",
  x: 'AEIOUaeiouBCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz0123456789!@#$%^&*()',
};

const longTemplates =
  'CvcvnoCvcvCvcv CvcvCvcvnoCvcv CvcvCvcvCvcvno CvccnoCvcvCvcv CvccCvcvnoCvcv CvccCvcvCvcvno ' +
  'CvcvnoCvccCvcv CvcvCvccnoCvcv CvcvCvccCvcvno CvcvnoCvcvCvcc CvcvCvcvnoCvcc CvcvCvcvCvccno ' +
  'CvccnoCvccCvcv CvccCvccnoCvcv CvccCvccCvcvno CvcvnoCvccCvcc CvcvCvccnoCvcc CvcvCvccCvccno ' +
  'CvccnoCvcvCvcc CvccCvcvnoCvcc CvccCvcvCvccno';
const templates: Readonly<Record<string, readonly string[]>> = {
  maximum: ['anoxxxxxxxxxxxxxxxxx', 'axxxxxxxxxxxxxxxxxno'],
  long: longTemplates.split(' '),
  medium: ['CvcnoCvc', 'CvcCvcno'],
  short: ['Cvcn'],
  basic: ['aaanaaan', 'aannaaan', 'aaannaaa'],
  pin: ['nnnn'],
};

/** Sprig's passwords that follow from what is given (the Master Password algorithm). A call costs a tenth of a second. */
export const passwordFunctions: FunctionMap = {
  derivePassword: {
    parameters: ['int', 'string', 'string', 'string', 'string'],
    steps: 200_000,
    call: (counter, type, password, user, site) =>
      derivePassword({ counter: Number(counter), type, password, user, site }),
  },
};

type Wanted = {
  readonly counter: number;
  readonly type: string;
  readonly password: string;
  readonly user: string;
  readonly site: string;
};

function derivePassword({ counter, type, password, user, site }: Wanted): string {
  const forms = Object.hasOwn(templates, type) ? templates[type] : undefined;
  if (!forms) return `cannot find password template ${type}`;
  const salt = Buffer.concat([Buffer.from(seedText), sized(user)]);
  const options = { N: 32768, r: 8, p: 2, maxmem: 128 * 1024 * 1024 };
  const key = scryptSync(toBytes(password), salt, 64, options);
  const message = Buffer.concat([Buffer.from(seedText), sized(site), bigEndian(counter)]);
  const seed = createHmac('sha256', key).update(message).digest();
  const form = forms[(seed[0] ?? 0) % forms.length] ?? '';
  return Array.from(form, (sign, index) => {
    const choice = letters[sign] ?? '';
    return choice[(seed[index + 1] ?? 0) % choice.length] ?? '';
  }).join('');
}

function sized(text: string): Buffer {
  const bytes = Buffer.from(toBytes(text));
  return Buffer.concat([bigEndian(bytes.length), bytes]);
}

function bigEndian(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}
