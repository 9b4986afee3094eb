import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppendedList, mergeAll } from './merge.ts';
import type { ListStrategy } from './types.ts';

const lists: readonly [ListStrategy, unknown][] = [
  ['replace', [{ b: 2 }]],
  ['append', [{ a: 1 }, 'x', { b: 2 }]],
  ['merge', [{ a: 1, b: 2 }, 'x']],
];
for (const [strategy, expected] of lists) {
  test(`lists: ${strategy}`, () => {
    const merged = mergeAll([{ list: [{ a: 1 }, 'x'] }, { list: [{ b: 2 }] }], strategy);
    assert.deepEqual(merged, { list: expected });
  });
}

test('maps are merged deep, the later value wins, and keys keep their first place', () => {
  const merged = mergeAll([{ a: { x: 1, y: 1 }, b: 1 }, {}, { c: 3, a: { y: 2 } }], 'replace');
  assert.deepEqual(merged, { a: { x: 1, y: 2 }, b: 1, c: 3 });
  assert.deepEqual(Object.keys(merged), ['a', 'b', 'c']);
});

test('a list with !append is added whatever the strategy', () => {
  const merged = mergeAll([{ list: [1] }, { list: new AppendedList([2]) }], 'replace');
  assert.deepEqual(merged, { list: [1, 2] });
});

test('merging is associative where lists are replaced, and changes none of its layers', () => {
  const layers = [{ a: { x: 1 } }, { a: { y: [1] }, b: 1 }, { a: { y: [2] }, b: { z: 1 } }];
  const before = structuredClone(layers);
  const [first = {}, second = {}, third = {}] = layers;
  const left = mergeAll([mergeAll([first, second], 'replace'), third], 'replace');
  const right = mergeAll([first, mergeAll([second, third], 'replace')], 'replace');
  assert.deepEqual(left, right);
  assert.deepEqual(left, mergeAll(layers, 'replace'));
  assert.deepEqual(layers, before);
});

test('a manifest cannot reach the prototype of objects', () => {
  const hostile = JSON.parse('{"__proto__": {"polluted": true}, "a": 1}');
  mergeAll([{ a: 0 }, hostile], 'replace');
  assert.equal(({} as { polluted?: boolean }).polluted, undefined);
});
