import assert from 'node:assert/strict';
import { test } from 'node:test';
import { topicProblems } from './topics.ts';

test('topics are lower case, short and few', () => {
  assert.deepEqual(topicProblems(['idp-managed', 'a', '2fast', 'x'.repeat(50)]), []);
  const wrong = topicProblems(['Idp', '-a', 'a b', '', 'x'.repeat(51), 'fine']);
  assert.deepEqual(
    wrong.map((problem) => problem.code),
    Array.from({ length: 5 }, () => 'scm.invalid-topic'),
  );
  const many = Array.from({ length: 21 }, (_, index) => `t${index}`);
  assert.deepEqual(
    topicProblems(many).map((problem) => problem.code),
    ['scm.too-many-topics'],
  );
});
