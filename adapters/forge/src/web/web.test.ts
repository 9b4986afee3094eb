import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type ForgeUnderTest, startTestForge } from '../testing/forge-under-test.ts';
import { renderMarkdown } from './markdown.ts';

let forge: ForgeUnderTest;
const EVIL = '"><script>alert(1)</script>';

before(async () => {
  forge = await startTestForge();
  const json = { name: 'orders', description: EVIL, visibility: 'internal' };
  await forge.call('POST', '/api/v3/orgs/payments/repos', { as: 'ana', json });
  await forge.call('POST', '/api/v3/orgs/payments/repos', {
    as: 'ana',
    json: { name: 'secret', private: true, auto_init: true },
  });
});
after(() => forge.stop());

const put = (path: string, content: string | Uint8Array, more = {}) =>
  forge.call('PUT', `/api/v3/repos/payments/orders/contents/${path}`, {
    as: 'ana',
    json: { message: `write ${EVIL}`, content: Buffer.from(content).toString('base64'), ...more },
  });

async function get(path: string, as?: string) {
  const answer = await forge.call('GET', path, { as });
  assert.ok(!answer.text.includes('<script>'), path);
  return answer;
}

test('an empty repository says how to push', async () => {
  const { text, headers } = await get('/payments/orders');
  assert.match(text, /git push -u origin main/);
  assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/);
  for (const path of ['commits', 'branches', 'pulls']) {
    assert.equal((await get(`/payments/orders/${path}`)).status, 200, path);
  }
});

test('files, commits, branches and pull requests have pages, and nothing in them is markup', async () => {
  await put(
    'README.md',
    `# Orders\n\n<b>no</b> [doc](docs/a.md) [js](javascript:alert(1)) ![i](i.png)\n`,
  );
  await put('docs/a.md', '[up](../src/x.ts) [out](../../../x)');
  await put('src/x.ts', `const a = '${EVIL}';\n`);
  await put('i.png', new Uint8Array([137, 80, 78, 71, 0]));
  const repository = await forge.store.repository('payments', 'orders');
  const head = await forge.repositories.resolve(repository?.id ?? 0, 'main');
  await forge.repositories.updateRef(repository?.id ?? 0, 'refs/heads/feature/x', undefined, head);
  await put('later.txt', 'x', { branch: 'feature/x' });
  const pull = { title: EVIL, head: 'feature/x', base: 'main', body: EVIL };
  await forge.call('POST', '/api/v3/repos/payments/orders/pulls', { as: 'ana', json: pull });

  const overview = await get('/payments/orders');
  assert.match(overview.text, /<h1>Orders<\/h1>/);
  assert.match(overview.text, /&lt;b&gt;no&lt;\/b&gt;/);
  assert.match(overview.text, /href="\/payments\/orders\/blob\/main\/docs\/a.md"/);
  assert.match(overview.text, /src="\/payments\/orders\/raw\/main\/i.png"/);
  assert.ok(!overview.text.includes('href="javascript:'));
  const pages = {
    '/': /payments/,
    '/payments': /orders/,
    '/payments/orders/tree/feature/x': /later.txt/,
    '/payments/orders/tree/main/src': /x\.ts/,
    '/payments/orders/blob/main/src/x.ts': /id="L1"/,
    '/payments/orders/blob/main/docs/a.md': /href="\/payments\/orders\/blob\/main\/src\/x.ts"/,
    '/payments/orders/blob/main/i.png': /<img src/,
    '/payments/orders/commits/main/src': /1?/,
    [`/payments/orders/commit/${head}`]: /1 file changed/,
    '/payments/orders/compare/main...feature/x': /later.txt/,
    '/payments/orders/branches': /feature\/x/,
    '/payments/orders/pulls': /#1 by ana/,
    '/payments/orders/pull/1': /later.txt/,
    '/assets/style.css': /--accent/,
  };
  for (const [path, expected] of Object.entries(pages)) {
    const answer = await get(path);
    assert.equal(answer.status, 200, path);
    assert.match(answer.text, expected, path);
  }
});

test('raw files are text or pictures, never pages', async () => {
  const raw = await forge.call('GET', '/payments/orders/raw/main/src/x.ts');
  assert.equal(raw.headers.get('content-type'), 'text/plain; charset=utf-8');
  assert.match(raw.headers.get('content-security-policy') ?? '', /sandbox/);
  assert.equal(raw.headers.get('x-content-type-options'), 'nosniff');
  const image = await forge.call('GET', '/payments/orders/raw/main/i.png');
  assert.equal(image.headers.get('content-type'), 'image/png');
});

test('what is not there and what is private look alike', async () => {
  const missing = await get('/payments/none');
  const hidden = await get('/payments/secret');
  assert.deepEqual([missing.status, hidden.status], [404, 404]);
  assert.match(hidden.text, /Sign in with a token/);
  assert.equal((await get('/payments/secret', 'ana')).status, 200);
  for (const path of [
    'tree/none',
    'blob/main/none',
    'blob/main/../../x',
    'raw/main/%2e%2e/x',
    'commit/none',
  ]) {
    assert.equal((await get(`/payments/orders/${path}`)).status, 404, path);
  }
});

test('signing in asks for a token and goes back only within the forge', async () => {
  const asked = await get('/login?to=/payments/secret');
  assert.match(asked.headers.get('www-authenticate') ?? '', /^Basic /);
  const places = {
    '/payments/secret': '/payments/secret',
    '//evil.example': '/',
    'https://evil.example': '/',
  };
  for (const [to, location] of Object.entries(places)) {
    const { status, headers } = await forge.call('GET', `/login?to=${encodeURIComponent(to)}`, {
      as: 'ana',
    });
    assert.deepEqual([status, headers.get('location')], [302, location]);
  }
});

test('relative links of a document stay below its repository', () => {
  const base = { blob: '/o/r/blob/main', raw: '/o/r/raw/main', folder: 'docs/x' };
  const cases = {
    'a.md': '/o/r/blob/main/docs/x/a.md',
    '../a.md#part': '/o/r/blob/main/docs/a.md#part',
    '/a.md': '/o/r/blob/main/a.md',
    '../../../../../api/v3': '/o/r/blob/main/api/v3',
    '#part': '#part',
    'https://example.org/': 'https://example.org/',
  };
  for (const [link, expected] of Object.entries(cases)) {
    assert.ok(renderMarkdown(`[x](${link})`, base).markup.includes(`href="${expected}"`), link);
  }
});
