import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyImageConfig, type ImageConfig, readDockerfile } from './dockerfile.ts';

const examples: readonly (readonly [string, string, Partial<ImageConfig>])[] = [
  ['nothing', 'FROM node:24', {}],
  ['the JSON form', 'FROM x\nCMD ["node", "a \\"b\\".js"]', { command: ['node', 'a "b".js'] }],
  [
    'the shell form',
    'FROM x\nCMD node a.js && true',
    { command: ['/bin/sh', '-c', 'node a.js && true'] },
  ],
  [
    'both, the entrypoint last',
    'FROM x\nCMD ["gone"]\nENTRYPOINT ["node"]',
    { entrypoint: ['node'], command: [] },
  ],
  [
    'both, the entrypoint first',
    'FROM x\nENTRYPOINT ["node"]\nCMD ["a.js"]',
    { entrypoint: ['node'], command: ['a.js'] },
  ],
  [
    'only the last stage counts',
    'FROM x AS build\nWORKDIR /src\nENV A=1\nCMD ["one"]\nFROM y\nCMD ["two"]',
    { command: ['two'] },
  ],
  [
    'arguments, given ones and defaults',
    `FROM x\nARG REVISION=none\nARG B="two words"\nENV REVISION=$REVISION OTHER=\${B} C=\${D:-d}\${REVISION:+!}`,
    { environment: { REVISION: 'abc', OTHER: 'two words', C: 'd!' } },
  ],
  ['the old form of ENV', 'FROM x\nENV NAME a value', { environment: { NAME: 'a value' } }],
  [
    'ports, folder, continued lines and comments',
    'FROM x\n# EXPOSE 1\nENV P=9090\nEXPOSE 3000/tcp \\\n  $P\nWORKDIR /srv/app',
    { environment: { P: '9090' }, ports: [3000, 9090], workingDirectory: '/srv/app' },
  ],
];

for (const [name, text, expected] of examples) {
  test(`a Dockerfile with ${name}`, () =>
    assert.deepEqual(readDockerfile(text, { REVISION: 'abc' }), {
      ...emptyImageConfig,
      ...expected,
    }));
}

test('what is no Dockerfile gives nothing', () =>
  assert.deepEqual(readDockerfile('\u0000{{ garbage', {}), emptyImageConfig));
