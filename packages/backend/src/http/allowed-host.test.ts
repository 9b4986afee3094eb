import { refusalOf } from './allowed-host';

const base = new URL('http://localhost:7007');

const examples: readonly [string, string, string | undefined, string | undefined, boolean][] = [
  ['the portal reads', 'GET', 'localhost:7007', undefined, true],
  ['the portal writes', 'POST', 'localhost:7007', 'http://localhost:7007', true],
  ['gaia writes', 'POST', '127.0.0.1:7007', undefined, true],
  [
    'through the ingress',
    'POST',
    'backstage.localhost:8880',
    'http://backstage.localhost:8880',
    true,
  ],
  ['as the seeds name it', 'GET', 'backstage.local:8880', undefined, true],
  ['a rebound name', 'GET', 'evil.example.com:7007', undefined, false],
  ['a name that only ends alike', 'GET', 'notlocalhost:7007', undefined, false],
  ['no host', 'GET', undefined, undefined, false],
  ['a foreign page writes', 'POST', 'localhost:7007', 'https://evil.example.com', false],
  ['a sandboxed page writes', 'DELETE', 'localhost:7007', 'null', false],
  [
    'a foreign page reads, which CORS forbids it to see',
    'GET',
    'localhost:7007',
    'https://evil.example.com',
    true,
  ],
];

describe('refusalOf', () => {
  it.each(examples)('%s: %s %s from %s', (_name, method, host, origin, served) => {
    expect(refusalOf({ method, host, origin }, base) === undefined).toBe(served);
  });

  it('serves the configured name in production', () => {
    const production = new URL('https://platform.company.com');
    expect(
      refusalOf({ method: 'GET', host: 'platform.company.com', origin: undefined }, production),
    ).toBeUndefined();
  });
});
