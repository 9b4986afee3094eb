import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

test('the code that goes before a pod is found in a checkout whose path has a space', async (context) => {
  const directory = mkdtempSync(join(tmpdir(), 'a checkout '));
  context.after(() => rmSync(directory, { recursive: true }));
  for (const file of ['preload.ts', 'pod-preload.ts']) {
    cpSync(join(import.meta.dirname, file), join(directory, file));
  }
  const { preloadFlags } = await import(pathToFileURL(join(directory, 'preload.ts')).href);
  const [flag, url] = preloadFlags([directory], '/etc/hosts');
  assert.equal(flag, '--import');
  assert.ok(existsSync(fileURLToPath(url)), url);
});
