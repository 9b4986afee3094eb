import { GoComplex, goFloat, goInt } from '../values.ts';
import type { ConstantNode, NumberForms } from './nodes.ts';
import { unquoteCharacter } from './unquote.ts';

type NumberToken = {
  readonly text: string;
  readonly kind: 'number' | 'complex' | 'charConstant';
  readonly position: number;
  readonly line: number;
};

/** The constant that a number or character stands for, or what is wrong with it (text/template/parse newNumber). */
export function numberNode({ text, kind, position, line }: NumberToken): ConstantNode | string {
  const node = { type: 'number' as const, text, position, line };
  if (kind === 'charConstant') return characterNode(node);
  if (kind === 'complex') return complexNode(node);
  if (text.endsWith('i')) {
    const imaginary = parseFloatText(text.slice(0, -1));
    if (imaginary === undefined) return illegal(text);
    return { ...node, value: new GoComplex(0, imaginary) };
  }
  const integer = parseInteger(text);
  if (integer !== undefined) return integerNode(node, integer);
  const float = parseFloatText(text);
  if (float === undefined) return illegal(text);
  if (!/[.eEpP]/.test(text)) return `integer overflow: ${JSON.stringify(text)}`;
  return { ...node, value: goFloat(float), forms: floatForms(float) };
}

type NodeBase = Pick<ConstantNode, 'type' | 'text' | 'position' | 'line'>;

function characterNode(node: NodeBase): ConstantNode | string {
  const character = unquoteCharacter(node.text.slice(1), "'");
  if (!character) return 'invalid syntax';
  if (node.text.slice(1 + character.length) !== "'")
    return `malformed character constant: ${node.text}`;
  const value = BigInt(character.code);
  return {
    ...node,
    value: character.code,
    forms: { integer: value, unsigned: value, float: character.code },
  };
}

function complexNode(node: NodeBase): ConstantNode | string {
  const match = /^([+-]?[^+-]+(?:[eE][+-]?\d+)?)([+-].*)i$/.exec(node.text);
  const real = parseFloatText(match?.[1] ?? '');
  const imaginary = parseFloatText(match?.[2] ?? '');
  if (real === undefined || imaginary === undefined) return illegal(node.text);
  return { ...node, value: new GoComplex(real, imaginary) };
}

function integerNode(node: NodeBase, integer: bigint): ConstantNode | string {
  const signed = integer >= -(2n ** 63n) && integer < 2n ** 63n;
  const unsigned = integer >= 0n && integer < 2n ** 64n;
  if (!signed && !unsigned) return `integer overflow: ${JSON.stringify(node.text)}`;
  const forms: NumberForms = {
    ...(signed ? { integer } : {}),
    ...(unsigned ? { unsigned: integer } : {}),
    float: Number(integer),
  };
  return signed ? { ...node, value: goInt(integer), forms } : { ...node, overflows: true, forms };
}

function floatForms(float: number): NumberForms {
  if (!Number.isInteger(float) || Math.abs(float) >= 2 ** 63) return { float };
  const integer = BigInt(float);
  return { integer, ...(integer >= 0n ? { unsigned: integer } : {}), float };
}

/** strconv.ParseInt with base 0, of any size. */
export function parseInteger(text: string): bigint | undefined {
  const match = /^([+-]?)(0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|0[0-7_]*|[1-9][0-9_]*)$/.exec(
    text,
  );
  if (!match || !underscoresFit(text)) return undefined;
  const [, sign, body = ''] = match;
  const digits = body.replaceAll('_', '');
  if (/^0[xXbBoO]$/.test(digits)) return undefined;
  const octal = /^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits;
  const value = BigInt(octal.toLowerCase());
  return sign === '-' ? -value : value;
}

/** strconv.ParseFloat; hexadecimal floats need an exponent. */
export function parseFloatText(text: string): number | undefined {
  if (!underscoresFit(text)) return undefined;
  const plain = text.replaceAll('_', '');
  const hex = /^([+-]?)0[xX]([0-9a-fA-F]*)(?:\.([0-9a-fA-F]*))?[pP]([+-]?\d+)$/.exec(plain);
  if (hex) {
    const [, sign, whole = '', fraction = '', exponent] = hex;
    if (whole + fraction === '') return undefined;
    const value =
      Number.parseInt(whole + fraction, 16) * 2 ** (Number(exponent) - 4 * fraction.length);
    return sign === '-' ? -value : value;
  }
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}

/** Underscores may only separate digits, or follow a base prefix. */
function underscoresFit(text: string): boolean {
  return (
    !/__|_$|^[+-]?_|_[.eEpP+-]|[.eE+-]_/.test(text) || (/^0[xX]/.test(text) && !/__|_$/.test(text))
  );
}

function illegal(text: string): string {
  return `illegal number syntax: ${JSON.stringify(text)}`;
}
