import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { tempDirectory } from '@infraforge/testkit';

/** Comes to these points, one after the other, in a process of its own; says how that ended. */
async function walk(at: string, directory: string, ...points: readonly string[]): Promise<string> {
  const program = `
    import { createCrashPoint } from ${JSON.stringify(join(import.meta.dirname, 'crash-point.ts'))};
    const [at, directory, ...points] = process.argv.slice(1);
    const crash = createCrashPoint(at || undefined, directory);
    for (const point of points) {
      crash(point);
      console.log(point);
    }
  `;
  const child = spawn(
    process.execPath,
    ['--input-type=module', '--eval', program, '--', at, directory, ...points],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const [code, signal] = await once(child, 'close');
  return `${said.trim().replaceAll('\n', ' ')} ${signal ?? code}`.trim();
}

test('a program dies at the point that it is told, or at none', async (context) => {
  const { path, remove } = await tempDirectory();
  context.after(remove);
  await writeFile(join(path, 'crash-at'), 'b\n');
  for (const [at, end] of [
    ['', 'a b c 0'],
    ['b', 'a SIGKILL'],
    ['d', 'a b c 0'],
  ] as const) {
    assert.equal(await walk(at, path, 'a', 'b', 'c'), end);
  }
  assert.equal(await readFile(join(path, 'crash-at'), 'utf8'), 'b\n', 'the file was left alone');
});

test('with the file it dies once at each point in it', async (context) => {
  const { path, remove } = await tempDirectory();
  context.after(remove);
  assert.equal(await walk('file', path, 'a', 'b'), 'a b 0');
  await writeFile(join(path, 'crash-at'), 'b\nother\na\n');
  assert.equal(await walk('file', path, 'a', 'b'), 'SIGKILL');
  assert.equal(await walk('file', path, 'a', 'b'), 'a SIGKILL');
  assert.equal(await walk('file', path, 'a', 'b'), 'a b 0');
  assert.equal(await readFile(join(path, 'crash-at'), 'utf8'), 'other');
  assert.equal(await walk('file', path, 'other'), 'SIGKILL');
  assert.deepEqual(await readdir(path), []);
});
