import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KubeObject } from '@infraforge/kube';
import { luaHealth } from './lua-health.ts';

const object: KubeObject = {
  apiVersion: 'example.org/v1',
  kind: 'Thing',
  metadata: { name: 'thing' },
  spec: { replicas: 2, none: null },
  status: { conditions: [{ type: 'Ready', status: 'False', message: 'no disk' }] },
};

const script = `
hs = {}
if obj.status ~= nil and obj.status.conditions ~= nil then
  for i, condition in ipairs(obj.status.conditions) do
    if condition.type == "Ready" and condition.status == "False" then
      hs.status = "Degraded"
      hs.message = condition.message .. ", " .. string.format("%d", obj.spec.replicas)
      return hs
    end
  end
end
hs.status = "Healthy"
return hs`;

test('a script judges an object', () => {
  assert.deepEqual(luaHealth(script, object), { status: 'Degraded', message: 'no disk, 2' });
  assert.deepEqual(luaHealth(script, { ...object, status: {} }), { status: 'Healthy' });
});

const broken: readonly [string, string, RegExp][] = [
  ['is no Lua', 'if then', /cannot be used: .*unexpected symbol/],
  ['fails', 'return obj.no.thing', /attempt to index a nil value/],
  ['returns nothing', 'local a = 1', /returns no table/],
  ['invents a status', 'return {status = "Great"}', /the status Great, which is none/],
  ['never ends', 'while true do end', /longer than a second/],
  [
    'never ends inside a pcall',
    'while true do pcall(function() while true do end end) end',
    /second/,
  ],
];
for (const [name, text, message] of broken) {
  test(`a script that ${name} makes the object Unknown`, () => {
    const { status, message: said = '' } = luaHealth(text, object);
    assert.equal(status, 'Unknown');
    assert.match(said, message);
  });
}

for (const name of ['io', 'os', 'debug', 'package', 'require', 'load', 'dofile', 'print']) {
  test(`a script has no ${name}`, () => {
    const text = `return {status = ${name} == nil and "Healthy" or "Degraded"}`;
    assert.deepEqual(luaHealth(text, object), { status: 'Healthy' });
  });
}

test('a script leaves nothing behind for the next', () => {
  luaHealth('secret = "x" string.format = nil return {status = "Healthy"}', object);
  const text =
    'return {status = (secret == nil and string.format ~= nil) and "Healthy" or "Degraded"}';
  assert.deepEqual(luaHealth(text, object), { status: 'Healthy' });
});
