import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Container } from '@infraforge/workloads';
import { podCommand } from './command.ts';
import { emptyImageConfig, type ImageConfig } from './dockerfile.ts';

const paths = { app: '/app', node: '/node/bin/node' };
let app = '';

before(async () => {
  app = await mkdtemp(join(tmpdir(), 'command-'));
  const scripts = {
    start: 'node --enable-source-maps server.js',
    all: 'A=1 node a.js && node b.js',
  };
  await writeFile(join(app, 'package.json'), JSON.stringify({ scripts }));
});
after(() => rm(app, { recursive: true }));

const examples: readonly (readonly [
  string,
  Partial<ImageConfig>,
  Partial<Container>,
  readonly string[],
])[] = [
  ["the image's own", { command: ['node', 'a.js'] }, {}, ['/node/bin/node', 'a.js']],
  ['entrypoint and command', { entrypoint: ['/bin/tool'], command: ['a'] }, {}, ['/bin/tool', 'a']],
  [
    'args for the command',
    { entrypoint: ['node'], command: ['a'] },
    { args: ['b'] },
    ['/node/bin/node', 'b'],
  ],
  [
    'a command for both',
    { entrypoint: ['x'], command: ['y'] },
    { command: ['node', 'z'] },
    ['/node/bin/node', 'z'],
  ],
  [
    'both for both',
    { entrypoint: ['x'], command: ['y'] },
    { command: ['a'], args: ['b'] },
    ['a', 'b'],
  ],
  [
    'variables',
    { command: ['echo'] },
    { command: ['echo'], args: ['$(NAME)', '$$(NAME)', '$(NONE)'] },
    ['echo', 'value', '$(NAME)', '$(NONE)'],
  ],
  [
    'npm start',
    { command: ['npm', 'start'] },
    {},
    ['/node/bin/node', '--enable-source-maps', 'server.js'],
  ],
  [
    'npm run, a line for a shell',
    { command: ['npm', 'run', 'all'] },
    {},
    ['/bin/sh', '-c', 'A=1 node a.js && node b.js'],
  ],
  ['a script that is not there', { command: ['npm', 'run', 'none'] }, {}, ['npm', 'run', 'none']],
  [
    'files at another place',
    { command: ['node', '/srv/app/a.js', '/srv/apple'], workingDirectory: '/srv/app' },
    {},
    ['/node/bin/node', '/app/a.js', '/srv/apple'],
  ],
];

for (const [name, config, given, expected] of examples) {
  test(`the command of a container: ${name}`, async () => {
    const image = {
      image: 'x',
      digest: 'x',
      app,
      modules: undefined,
      config: { ...emptyImageConfig, ...config },
    };
    const container = { name: 'app', image: 'x', ...given };
    const { command } = await podCommand(container, image, paths, { NAME: 'value' });
    assert.deepEqual(command, expected);
  });
}

test('the directory is the one of the container, then of the image, where the files are', async () => {
  const image = {
    image: 'x',
    digest: 'x',
    app,
    modules: undefined,
    config: { ...emptyImageConfig, workingDirectory: '/srv' },
  };
  const directory = async (workingDir?: string) => {
    const container = { name: 'app', image: 'x', ...(workingDir ? { workingDir } : {}) };
    return (await podCommand(container, image, paths, {})).directory;
  };
  assert.equal(await directory(), '/app');
  assert.equal(await directory('/srv/sub'), '/app/sub');
  assert.equal(await directory('/tmp'), '/tmp');
});
