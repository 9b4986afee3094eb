import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { orders, ordersApp, tokens } from '../testing/example-world.ts';
import {
  type PlatformDouble,
  startPlatformDouble,
  validToken,
} from '../testing/platform-double.ts';
import { runGaia } from '../testing/run-gaia.ts';

let platform: PlatformDouble;
before(async () => {
  platform = await startPlatformDouble({ services: [orders], applications: [ordersApp], tokens });
});
after(() => platform.close());

test('version prints both versions, and its own when no platform answers', async () => {
  const both = await runGaia(['version'], platform.url);
  assert.equal(
    both.stdout,
    `gaia      0.1.0 (Node ${process.version})\nplatform  0.1.0 at ${platform.url}\n`,
  );
  const alone = await runGaia(['version'], 'http://127.0.0.1:1');
  assert.deepEqual(alone, {
    code: 0,
    stdout: `gaia      0.1.0 (Node ${process.version})\n`,
    stderr: '',
  });
  const json = await runGaia(['version', '-o', 'json'], platform.url);
  assert.deepEqual(JSON.parse(json.stdout).server, { server: platform.url, version: '0.1.0' });
});

const completions: readonly (readonly [words: readonly string[], candidates: readonly string[]])[] =
  [
    [['ge'], ['get']],
    [['comp'], ['completion']],
    [
      ['get', 's'],
      ['service', 'services'],
    ],
    [['get', 'service', ''], ['orders']],
    [['get', 'svc', 'or'], ['orders']],
    [
      ['describe', ''],
      ['service', 'app'],
    ],
    [['describe', 'app', ''], ['orders-dev']],
    [['delete', 'token', ''], ['0011']],
    [['logs', ''], ['orders']],
    [['sync', ''], ['orders-dev']],
    [
      ['create', ''],
      ['service', 'token'],
    ],
    [
      ['create', 'service', 'x', '--log-level', ''],
      ['error', 'warn', 'info', 'debug'],
    ],
    [['get', 'services', '-o', 'j'], ['json']],
    [['get', '--te'], ['--team']],
    [['create', 'service', 'x', '--max'], ['--max-replicas']],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
    [['nonsense', ''], []],
  ];
for (const [words, candidates] of completions) {
  test(`completion of gaia ${words.join(' ')}`, async () => {
    const ran = await runGaia(['__complete', '--', ...words], platform.url);
    const found = ran.stdout.split('\n').filter(Boolean);
    if (words[0] === 'nonsense') assert.ok(found.includes('get'));
    else assert.deepEqual(found, candidates);
  });
}

test('completion offers kinds and commands when no platform answers, and no names', async () => {
  const names = await runGaia(['__complete', '--', 'logs', ''], 'http://127.0.0.1:1');
  assert.deepEqual(names, { code: 0, stdout: '', stderr: '' });
});

const execute = promisify(execFile);
const main = join(import.meta.dirname, '../main.ts');

test('bash completes with the script that gaia prints', async () => {
  const script = `
    gaia() { "${process.execPath}" "${main}" "$@"; }
    eval "$(gaia completion bash)"
    COMP_WORDS=(gaia get service o); COMP_CWORD=3
    _gaia
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout } = await execute('bash', ['-c', script], {
    env: {
      PATH: process.env.PATH,
      HOME: '/nonexistent',
      GAIA_SERVER: platform.url,
      GAIA_TOKEN: validToken,
    },
  });
  assert.equal(stdout, 'orders\n');
});

test('a reader that goes away is no error', async () => {
  const { stdout, stderr } = await execute(
    'bash',
    ['-c', `set -o pipefail; "${process.execPath}" "${main}" --help | true; echo "code $?"`],
    { env: { PATH: process.env.PATH, HOME: '/nonexistent' } },
  );
  assert.equal(stdout, 'code 0\n');
  assert.equal(stderr, '');
});
