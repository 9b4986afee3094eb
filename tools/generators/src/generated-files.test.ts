import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { generatedFiles } from './generated-files.ts';

const checkout = resolve(import.meta.dirname, '../../..');

test('what is generated is what stands there (else: npm run reference)', async () => {
  for (const [path, wanted] of await generatedFiles(checkout)) {
    assert.equal(readFileSync(join(checkout, path), 'utf8'), wanted, path);
  }
});
