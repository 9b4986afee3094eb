import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePostmasterPid } from './postmaster-pid.ts';

const lines = ['123', '/data dir', '1764000000', '7432', '', '127.0.0.1', ' 1 2', 'ready   '];

const examples: readonly [string, readonly string[], unknown][] = [
  ['a ready server', lines, { pid: 123, dataDirectory: '/data dir', port: 7432, status: 'ready' }],
  [
    'a server that has just begun',
    lines.slice(0, 2),
    { pid: 123, dataDirectory: '/data dir', port: undefined, status: undefined },
  ],
  ['an empty file', [''], undefined],
  ['a file that was cut off', ['12'], undefined],
  ['a backend in single-user mode', ['-5', '/data'], undefined],
];

for (const [title, text, expected] of examples) {
  test(`postmaster.pid of ${title}`, () => {
    assert.deepEqual(parsePostmasterPid(text.join('\n')), expected);
  });
}
