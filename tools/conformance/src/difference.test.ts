import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstDifference } from './difference.ts';

test('the first difference has its path', () => {
  assert.equal(firstDifference({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }), undefined);
  assert.deepEqual(firstDifference({ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] }), {
    path: 'a.1.b',
    left: '2',
    right: '3',
  });
  assert.equal(firstDifference({ a: 1 }, { a: 1, b: null })?.path, 'b');
  assert.equal(firstDifference([], {})?.path, '');
});
