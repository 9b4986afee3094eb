import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { FLUSH, packet, readPackets, sideband } from './pkt-line.ts';
import { readPushCommands } from './push-commands.ts';
import { createReportReader, refusalReport } from './push-report.ts';

const one = '1'.repeat(40);
const two = '2'.repeat(40);

test('packets are read up to the flush, and what is cut off is waited for', () => {
  const bytes = Buffer.concat([packet('a\n'), packet('bc'), FLUSH, Buffer.from('PACK')]);
  const { list, length } = readPackets(bytes);
  assert.deepEqual(list?.map(String), ['a\n', 'bc']);
  assert.equal(bytes.subarray(length).toString(), 'PACK');
  assert.equal(readPackets(bytes.subarray(0, 8)).list, undefined);
  assert.throws(() => readPackets(Buffer.from('zzzz')), RangeError);
  assert.throws(() => readPackets(Buffer.from('0003')), RangeError);
});

test('a side band cuts long payloads', () => {
  const { list } = readPackets(Buffer.concat([sideband(1, Buffer.alloc(100_000)), FLUSH]));
  assert.deepEqual(
    list?.map((line) => [line[0], line.length]),
    [
      [1, 65_516],
      [1, 34_486],
    ],
  );
});

test('the commands of a push are read in whatever pieces they come, and the body is whole again', async () => {
  const body = Buffer.concat([
    packet(`shallow ${one}`),
    packet(`${one} ${two} refs/heads/main\0 report-status side-band-64k agent=x`),
    packet(`${two} ${one} refs/heads/b\n`),
    FLUSH,
    Buffer.from('PACK and so on'),
  ]);
  for (const size of [1, 7, 1_000]) {
    const pieces = Array.from({ length: Math.ceil(body.length / size) }, (_, at) =>
      body.subarray(at * size, (at + 1) * size),
    );
    const push = await readPushCommands(Readable.from(pieces));
    assert.deepEqual(push.changes, [
      { ref: 'refs/heads/main', before: one, after: two },
      { ref: 'refs/heads/b', before: two, after: one },
    ]);
    assert.ok(push.capabilities.has('side-band-64k'));
    assert.deepEqual(Buffer.concat(await push.body.toArray()), body);
  }
});

test('what is no push is refused', async () => {
  const bodies = ['', 'hello world', '0008abcd', `${packet('no ids here\n')}0000`];
  for (const body of bodies) {
    await assert.rejects(readPushCommands(Readable.from([Buffer.from(body)])), {
      code: 'forge.bad-request',
    });
  }
});

test('a refusal names every ref, and a report is read with and without side bands', () => {
  const changes = ['main', 'b'].map((name) => ({
    ref: `refs/heads/${name}`,
    before: one,
    after: two,
  }));
  const reasons = new Map([['refs/heads/main', 'no']]);
  const plain = refusalReport(changes, reasons, new Set(['report-status'])).toString();
  assert.match(plain, /ng refs\/heads\/main protected branch hook declined/);
  assert.match(plain, /ng refs\/heads\/b pre-receive hook declined/);
  const report = Buffer.concat([
    packet('unpack ok\n'),
    packet('ok refs/heads/b\n'),
    packet('ng refs/heads/main no\n'),
    FLUSH,
  ]);
  const banded = Buffer.concat([sideband(2, Buffer.from('hi')), sideband(1, report), FLUSH]);
  const read = (bytes: Buffer, ...capabilities: string[]) => {
    const reader = createReportReader(new Set(capabilities));
    for (const byte of bytes) reader.add(Buffer.from([byte]));
    return reader.accepted();
  };
  assert.deepEqual(read(report, 'report-status'), new Set(['refs/heads/b']));
  assert.deepEqual(read(banded, 'report-status', 'side-band-64k'), new Set(['refs/heads/b']));
  assert.equal(read(report), undefined);
});
