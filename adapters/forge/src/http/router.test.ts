import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAuthorization } from './credentials.ts';
import { forgeRoute } from './route.ts';
import { createRouter } from './router.ts';

const route = (method: string, path: string) =>
  forgeRoute(method, path, 'anyone', async () => ({ status: 204 }));
const find = createRouter([
  route('GET', '/api/v3/repos/:owner/:repo/commits/*ref/status'),
  route('GET', '/api/v3/repos/:owner/:repo/commits/*ref'),
  route('PUT', '/api/v3/repos/:owner/:repo/contents/*path'),
  route('GET', '/:owner'),
  route('GET', '/:owner/:repo'),
]);

test('the first route that fits answers, with its parameters decoded', () => {
  const at = (method: string, path: string) => {
    const match = find(method, path);
    return match && [match.route.path.split('/').at(-1), { ...match.params }];
  };
  const repository = { owner: 'o', repo: 'r' };
  const api = '/api/v3/repos/o/r';
  assert.deepEqual(at('GET', `${api}/commits/a/b/status`), [
    'status',
    { ...repository, ref: 'a/b' },
  ]);
  assert.deepEqual(at('HEAD', `${api}/commits/a%2Fb`), ['*ref', { ...repository, ref: 'a/b' }]);
  assert.deepEqual(at('PUT', `${api}/contents/x%20y/%C3%BC/`), [
    '*path',
    { ...repository, path: 'x y/ü/' },
  ]);
  assert.deepEqual(at('GET', '/o/r.git/'), [':repo', { owner: 'o', repo: 'r.git' }]);
  for (const path of ['/api', '/api/v3', '/a/b/c', `${api}/contents/x`])
    assert.equal(at('GET', path), undefined, path);
  assert.throws(() => at('GET', '/%zz'), { code: 'forge.bad-request' });
});

test('a token stands in an Authorization header in any of the ways of GitHub', () => {
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
  const cases = {
    'Bearer a.b': { scheme: 'bearer', token: 'a.b' },
    'token x': { scheme: 'token', token: 'x' },
    [basic('ana:x:y')]: { scheme: 'basic', username: 'ana', token: 'x:y' },
    [basic('x:')]: { scheme: 'basic', token: 'x' },
    [basic('x:x-oauth-basic')]: { scheme: 'basic', token: 'x' },
    'Digest x': undefined,
    Bearer: undefined,
  };
  for (const [header, expected] of Object.entries(cases)) {
    assert.deepEqual(parseAuthorization(header), expected, header);
  }
});
