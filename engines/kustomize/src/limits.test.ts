import assert from 'node:assert/strict';
import { test } from 'node:test';
import { build, memoryTree } from './index.ts';

test('a diamond of diamonds ends with a problem and not with the memory', async () => {
  const files: Record<string, string> = { 'l0/kustomization.yaml': 'namePrefix: a\n' };
  for (let level = 1; level < 20; level += 1) {
    files[`l${level}/kustomization.yaml`] = `resources: [../l${level - 1}, ../l${level - 1}]\n`;
  }
  const result = await build(memoryTree(files), 'l19');
  assert.ok(!result.ok);
  assert.match(result.problems[0]?.code ?? '', /kustomize\.too-large/);
});

test('a bomb of aliases in a manifest is refused', async () => {
  const lines = [
    'apiVersion: v1',
    'kind: ConfigMap',
    'metadata: {name: x}',
    'a0: &a0 [x, x, x, x, x, x, x, x, x, x]',
  ];
  for (let level = 1; level < 9; level += 1) {
    lines.push(
      `a${level}: &a${level} [${Array.from({ length: 10 }, () => `*a${level - 1}`).join(', ')}]`,
    );
  }
  const files = { 'kustomization.yaml': 'resources: [x.yaml]\n', 'x.yaml': lines.join('\n') };
  const result = await build(memoryTree(files), '');
  assert.ok(!result.ok);
  assert.equal(result.problems[0]?.code, 'yaml.too-large');
});

test('keys like __proto__ are keys like any other', async () => {
  const files = {
    'kustomization.yaml': 'resources: [x.yaml]\ncommonLabels: {__proto__: y, constructor: z}\n',
    'x.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata: {__proto__: v}\n',
  };
  const result = await build(memoryTree(files), '');
  assert.ok(result.ok, JSON.stringify(result));
  assert.equal(({} as Record<string, unknown>).v, undefined);
  assert.match(JSON.stringify(result.objects), /"data":\{"__proto__":"v"\}/);
});

test('a slow pattern in a target is quick', async () => {
  const files = {
    'kustomization.yaml':
      'resources: [x.yaml]\npatches: [{target: {name: "(a+)+b"}, patch: "[{op: remove, path: /data}]"}]\n',
    'x.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${'a'.repeat(200)}}\n`,
  };
  const result = await build(memoryTree(files), '');
  assert.ok(result.ok, JSON.stringify(result));
});
