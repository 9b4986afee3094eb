import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkServiceName } from './name.ts';

const examples: readonly [string, readonly string[]][] = [
  ['orders', []],
  ['a-1', []],
  ['a'.repeat(40), []],
  ['a'.repeat(41), ['service.name.length']],
  ['or', ['service.name.length']],
  ['', ['service.name.length', 'service.name.characters']],
  ['Orders', ['service.name.characters']],
  ['1orders', ['service.name.characters']],
  ['orders-', ['service.name.characters']],
  ['../../etc', ['service.name.characters']],
  ['оrders', ['service.name.characters']],
  ['orders.dev', ['service.name.characters']],
  ['backstage', ['service.name.reserved']],
];

for (const [name, codes] of examples) {
  test(`"${name}" is ${codes.length === 0 ? 'a name' : `refused: ${codes.join(', ')}`}`, () => {
    assert.deepEqual(
      checkServiceName(name).map(({ code }) => code),
      codes,
    );
  });
}
