import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jqPaths } from './jq-paths.ts';

const value = {
  spec: {
    replicas: 1,
    containers: [
      { name: 'main', image: 'a' },
      { name: 'side', image: 'b' },
    ],
  },
  data: { 'a.x': '1' },
};

const cases: readonly [string, readonly string[]][] = [
  ['.spec.replicas', ['spec/replicas']],
  ['.spec.containers[] | select(.name == "main").image', ['spec/containers/0/image']],
  ['.spec.containers[]', ['spec/containers/1', 'spec/containers/0']],
  ['.data["a.x"]', ['data/a.x']],
  ['.webhooks[]?.clientConfig.caBundle', []],
  ['.spec.nothing[].here', []],
  ['.data | error("x")', []],
  ['.spec.containers[] | select(.name | test("^si"))', ['spec/containers/1']],
];
for (const [expression, paths] of cases) {
  test(`${expression} names ${paths.join(', ') || 'nothing'}`, () => {
    assert.deepEqual(
      jqPaths(value, expression).map((path) => path.join('/')),
      paths,
    );
  });
}

test('what cannot be used is said, not passed over', () => {
  for (const expression of ['.data[', '.a) | path(.b']) {
    assert.throws(() => jqPaths(value, expression), { code: 'gitops.jq-expression' });
  }
  assert.throws(() => jqPaths(value, '.spec as $x | .data'), { code: 'gitops.jq-expression' });
});

test('an endless expression is stopped', () => {
  const start = performance.now();
  assert.deepEqual(jqPaths(value, '.data | select([range(1e12)] | length > 0)'), []);
  assert.ok(performance.now() - start < 10_000);
});
