import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchesLabels, parseSelector, satisfies } from './index.ts';

const labels = { app: 'web', env: 'prod', size: '10' };
const selectors: readonly [string, boolean][] = [
  ['', true],
  ['app', true],
  ['!app', false],
  ['app=web,env!=dev', true],
  ['env in (dev, prod)', true],
  ['env notin (prod)', false],
  ['size>9', true],
  ['size<10', false],
];
for (const [text, expected] of selectors) {
  test(`"${text}" selects: ${expected}`, () =>
    assert.equal(satisfies(parseSelector(text), labels), expected));
}

for (const text of [',', 'app=web,', 'app in', 'a b', 'x=(', 'app in ()x']) {
  test(`"${text}" is refused`, () =>
    assert.throws(() => parseSelector(text), { code: 'kube.selector' }));
}

test('a LabelSelector', () => {
  assert.equal(matchesLabels(undefined, labels), false);
  assert.equal(matchesLabels({}, labels), true);
  const expression = { key: 'env', operator: 'In', values: ['prod'] };
  assert.equal(
    matchesLabels({ matchLabels: { app: 'web' }, matchExpressions: [expression] }, labels),
    true,
  );
  assert.equal(matchesLabels({ matchLabels: { app: 'db' } }, labels), false);
});
