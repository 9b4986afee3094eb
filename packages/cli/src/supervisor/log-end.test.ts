import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { tempDirectory } from '@infraforge/testkit';
import { endOfLog } from './log-end.ts';
import { rotateLog } from './managed-process.ts';

const examples: readonly [string, string, string][] = [
  ['the last lines', 'one\ntwo\n\nthree\nfour\n', 'three\nfour'],
  ['messages of JSON lines', '{"level":"info","message":"starting"}\nplain\n', 'starting\nplain'],
  [
    'from the last error on',
    'Error: first\nfine again\nTypeError: x is not a function\n    at a\n    at b\nNode.js v24\n',
    'TypeError: x is not a function\n    at a',
  ],
  ['a line that only looks like JSON', '{"level":\n', '{"level":'],
  ['nothing', '', ''],
];

for (const [title, text, expected] of examples) {
  test(`the end of a log: ${title}`, async (context) => {
    const directory = await tempDirectory();
    context.after(() => directory.remove());
    const file = join(directory.path, 'log');
    await writeFile(file, text);
    assert.equal(await endOfLog(file, 0, 2), expected);
  });
}

test('what was written before does not count, unless the log was rotated', async (context) => {
  const directory = await tempDirectory();
  context.after(() => directory.remove());
  const file = join(directory.path, 'log');
  await writeFile(file, 'Error: of an earlier start\nnew words\n');
  assert.equal(await endOfLog(file, 27, 5), 'new words');
  await rotateLog(file, 10);
  await writeFile(file, 'after\n', { flag: 'a' });
  assert.equal(await endOfLog(file, 27, 5), 'after');
  assert.equal(await endOfLog(`${file}.1`, 27, 5), 'new words');
  assert.equal(await endOfLog(join(directory.path, 'none'), 0, 5), '');
});
