import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filePathProblem } from './paths.ts';

test('a path stays inside the repository and out of .git', () => {
  for (const path of ['a', 'a/b.txt', '.github/workflows/ci.yaml', 'ä b/c', '.gitignore', '...']) {
    assert.equal(filePathProblem(path), undefined, path);
  }
  const bad = ['', '/a', 'a/', 'a//b', './a', 'a/../b', '..', '.git/config', 'a/.GIT/x', 'git~1/x'];
  for (const path of [...bad, '.git /x', 'a\nb', 'a\0b', 'a\\b', 'x'.repeat(4097)]) {
    assert.equal(typeof filePathProblem(path), 'string', JSON.stringify(path));
  }
});
