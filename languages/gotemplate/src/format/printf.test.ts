import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GoNumber, goFloat, typedList } from '../values.ts';
import { sprintf } from './printf.ts';

const examples: readonly [string, readonly unknown[], string][] = [
  ['%d|%5d|%-5d|%05d|%+d', [42, 42, 42, 42, 42], '42|   42|42   |00042|+42'],
  [
    '%b %o %O %x %X %#x %c %U %q',
    [42, 42, 42, 42, 42, 42, 42, 42, 42],
    "101010 52 0o52 2a 2A 0x2a * U+002A '*'",
  ],
  ['%s|%6s|%-6s|%.2s|%q', ['żółw', 'żółw', 'żółw', 'żółw', 'a"b'], 'żółw|  żółw|żółw  |żó|"a\\"b"'],
  ['%v %v %v', [goFloat(1e20), goFloat(1_000_000), 0.1], '1e+20 1e+06 0.1'],
  [
    '%f %.1f %8.3f %e %g',
    [2.5, 2.25, 2.5, 1500.5, 1e-7],
    '2.500000 2.2    2.500 1.500500e+03 1e-07',
  ],
  [
    '%v %v',
    [{ b: 1, a: [1, 'x', null] }, typedList('[]string', ['a', 'b'])],
    'map[a:[1 x <nil>] b:1] [a b]',
  ],
  ['%T %T %T', [1, goFloat(1), new GoNumber('int64', 1n)], 'int float64 int64'],
  ['%#v', [{ a: [1, null] }], 'map[string]interface {}{"a":[]interface {}{1, interface {}(nil)}}'],
  ['%d %s', ['x'], '%!d(string=x) %!s(MISSING)'],
  ['%z%', [1], '%!z(int=1)%!(NOVERB)'],
  ['%[2]s %[1]s', ['a', 'b'], 'b a'],
  ['%*d %s', [4, 7, null], '   7 %!s(<nil>)'],
  ['x', [1, 'a'], 'x%!(EXTRA int=1, string=a)'],
];
for (const [format, values, expected] of examples) {
  test(`${format} is ${expected}`, () => assert.equal(sprintf(format, values), expected));
}
