import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderCustomColumns } from './custom-columns.ts';
import { renderJsonPath } from './jsonpath.ts';

const items = [
  {
    metadata: { name: 'web-0', labels: { 'a.b/c': 'x' } },
    spec: { priority: 10, tags: ['p', 'q'] },
  },
  { metadata: { name: 'web-1' }, spec: { priority: 5 } },
];
const examples: readonly [string, string][] = [
  ['{.items[*].metadata.name}', 'web-0 web-1'],
  ['{.items[-1:].metadata.name}', 'web-1'],
  ["{.items[0].metadata.labels['a\\.b/c']}", 'x'],
  ['{.items[?(@.spec.priority>5)].metadata.name}', 'web-0'],
  ['{range .items[*]}{.metadata.name}{"\\n"}{end}', 'web-0\nweb-1\n'],
  ['{..tags}', '["p","q"]'],
  ['{.missing}', ''],
];
for (const [template, expected] of examples)
  test(template, () => assert.equal(renderJsonPath(template, { items }), expected));

for (const template of ['{', '{.items[5].kind}', '{end}', '{.items[?(@.spec.priority=="10")]}'])
  test(`${template} is refused`, () => {
    assert.throws(() => renderJsonPath(template, { items }), { code: 'kube.jsonpath' });
  });

test('custom columns', () => {
  const text = renderCustomColumns('NAME:.metadata.name,TAGS:spec.tags', items);
  assert.equal(text, 'NAME    TAGS\nweb-0   [p q]\nweb-1   <none>\n');
});
