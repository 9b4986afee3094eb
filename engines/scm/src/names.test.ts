import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  branchOf,
  isObjectId,
  isRefName,
  isUserRef,
  organizationNameProblem,
  repositoryNameProblem,
} from './names.ts';

test('organisation names follow the rule for accounts', () => {
  for (const name of ['payments', 'Platform-Team', 'a', 'a1-b2', 'x'.repeat(39)]) {
    assert.equal(organizationNameProblem(name), undefined, name);
  }
  for (const name of ['', '-a', 'a-', 'a--b', 'a b', 'a/b', '..', 'x'.repeat(40), 'api', 'API']) {
    assert.equal(typeof organizationNameProblem(name), 'string', name);
  }
});

test('repository names hold no path and no suffix of git', () => {
  for (const name of ['orders', 'Orders_2', '.github', 'a.b', 'x'.repeat(100)]) {
    assert.equal(repositoryNameProblem(name), undefined, name);
  }
  for (const name of [
    '',
    '.',
    '..',
    'a/b',
    '../x',
    'a b',
    'a.git',
    'a.wiki',
    'x'.repeat(101),
    'ä',
  ]) {
    assert.equal(typeof repositoryNameProblem(name), 'string', name);
  }
});

test('ref names follow git check-ref-format', () => {
  for (const name of ['main', 'feature/a', 'v1.2', 'a-b_c', 'ü']) assert.ok(isRefName(name), name);
  const bad = [
    '',
    '@',
    'HEAD',
    '-x',
    '/a',
    'a/',
    'a.',
    'a..b',
    'a b',
    'a~1',
    'a^',
    'a:b',
    'a?',
    'a*',
  ];
  for (const name of [
    ...bad,
    'a[',
    'a\\b',
    'a@{1}',
    'a//b',
    'a.lock',
    'a.lock/b',
    '.a',
    'a/.b',
    'a\nb',
  ]) {
    assert.equal(isRefName(name), false, JSON.stringify(name));
  }
});

test('users may touch branches, tags and notes only', () => {
  assert.ok(isUserRef('refs/heads/main') && isUserRef('refs/tags/v1') && isUserRef('refs/notes/x'));
  for (const ref of [
    'HEAD',
    'refs/pull/1/head',
    'refs/infraforge/x',
    'refs/heads/',
    'refs/heads/../x',
  ]) {
    assert.equal(isUserRef(ref), false, ref);
  }
  assert.equal(branchOf('refs/heads/a/b'), 'a/b');
  assert.equal(branchOf('refs/tags/v1'), undefined);
  assert.ok(
    isObjectId('a'.repeat(40)) && !isObjectId('a'.repeat(39)) && !isObjectId('G'.repeat(40)),
  );
});
