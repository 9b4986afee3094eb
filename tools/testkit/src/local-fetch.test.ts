import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { localFetch } from './local-fetch.ts';

test('names below localhost are this machine, and the host reaches the server', async (context) => {
  const server = createServer((request, response) => response.end(request.headers.host));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  context.after(() => server.close());
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  for (const host of ['orders.dev.localhost', 'localhost', '127.0.0.1']) {
    const answer = await localFetch(`http://${host}:${port}/`);
    assert.equal(await answer.text(), `${host}:${port}`);
  }
});

for (const url of ['http://example.com', 'http://localhost.example.com', 'http://10.0.0.1']) {
  test(`a test does not reach ${url}`, () => assert.rejects(localFetch(url), /this machine only/));
}
