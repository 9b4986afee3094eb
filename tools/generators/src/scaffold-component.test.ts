import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { brokenReferences } from '@infraforge/hcl';
import { readComponents } from './component.ts';
import { componentEntity } from './component-entity.ts';
import { scaffoldComponent } from './scaffold-component.ts';

const checkout = mkdtempSync(join(tmpdir(), 'scaffold-'));
after(() => rmSync(checkout, { recursive: true }));
const root = resolve(import.meta.dirname, '../../..');
for (const folder of ['components/terraform/kms', 'stacks/catalog/terraform/kms']) {
  const path = join('infrastructure', folder);
  cpSync(join(root, path), join(checkout, path), { recursive: true });
}
const queue = { name: 'queue', title: 'Queue', description: 'Waits', category: 'data' };

test('a new component is complete, and its catalog entity follows from it', async () => {
  assert.equal(scaffoldComponent(checkout, queue).length, 6);
  const made = (await readComponents(checkout)).find(({ name }) => name === 'queue');
  assert.ok(made);
  assert.deepEqual(await brokenReferences(made.module), []);
  assert.match(componentEntity(made), /name: queue-component[\s\S]*system: data-services/);
});

test('what is there is not overwritten, and a name is a name', () => {
  assert.throws(() => scaffoldComponent(checkout, { ...queue, name: 'kms' }), /already there/);
  assert.throws(() => scaffoldComponent(checkout, { ...queue, name: '../x' }), /no name/);
});
