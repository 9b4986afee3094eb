import assert from 'node:assert/strict';
import { test } from 'node:test';
import { metadataField, podFieldLabel, resourceField } from './downward-api.ts';
import { expandVariables } from './expansion.ts';

test('variables expand, doubled dollars are one, unknown names stay', () => {
  assert.equal(expandVariables('$(A) $$(A) $(B) $( $', { A: 'x' }), 'x $(A) $(B) $( $');
});

test('fields of metadata', () => {
  const metadata = { name: 'web', labels: { b: 'y', a: 'x\n' } };
  assert.equal(metadataField(metadata, 'metadata.name'), 'web');
  assert.equal(metadataField(metadata, "metadata.labels['b']"), 'y');
  assert.equal(metadataField(metadata, 'metadata.labels'), 'a="x\\n"\nb="y"');
  assert.throws(() => metadataField(metadata, 'spec.nodeName'), { code: 'kube.field-path' });
  assert.equal(podFieldLabel('spec.host'), 'spec.nodeName');
});

test('resources by a divisor are rounded up', () => {
  const resources = { limits: { cpu: '1500m', memory: '129M' } };
  assert.equal(resourceField(resources, { resource: 'limits.cpu' }), '2');
  assert.equal(resourceField(resources, { resource: 'limits.memory', divisor: '1Mi' }), '124');
});
