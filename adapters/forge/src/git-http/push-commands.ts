import { PassThrough, type Readable, type Transform } from 'node:stream';
import { isObjectId, type RefChange } from '@infraforge/scm';
import { refusal } from '../http/refusal.ts';
import { readPackets } from './pkt-line.ts';

/** What a client asks for with a push, before its objects. */
export type PushRequest = {
  readonly changes: readonly RefChange[];
  readonly capabilities: ReadonlySet<string>;
  /** The whole body, the commands in front again. */
  readonly body: Readable;
};

/** Commands longer than this are refused: some 40,000 refs in one push. */
const LONGEST_COMMANDS_BYTES = 4 * 1024 * 1024;

/**
 * Reads the commands of a push (gitprotocol-pack, "Reference Update Request") and leaves the objects unread, so that a
 * push can be refused before git sees it. Throws `forge.bad-request` for what is no push.
 */
export async function readPushCommands(source: Readable): Promise<PushRequest> {
  let head = Buffer.alloc(0);
  const reader = source[Symbol.asyncIterator]();
  for (;;) {
    const { value, done } = await reader.next();
    if (done) throw refusal('bad-request', 'The push ends inside its list of refs');
    head = Buffer.concat([head, value]);
    const packets = packetsOf(head);
    if (packets) return { ...parseCommands(packets), body: rest(head, reader) };
    if (head.length > LONGEST_COMMANDS_BYTES) {
      throw refusal('too-large', 'The push names too many refs; push fewer at once');
    }
  }
}

function packetsOf(head: Buffer): readonly Buffer[] | undefined {
  try {
    return readPackets(head).list;
  } catch (error) {
    throw refusal('bad-request', `The body is no push: ${(error as Error).message}`);
  }
}

/** `<old> <new> <ref>`, the first with NUL and the capabilities; `shallow <id>` lines may stand before. */
function parseCommands(packets: readonly Buffer[]): Omit<PushRequest, 'body'> {
  const changes: RefChange[] = [];
  let capabilities: ReadonlySet<string> = new Set();
  for (const packet of packets) {
    const [command = '', options] = packet.toString().split('\0');
    if (options !== undefined) capabilities = new Set(options.trim().split(' '));
    if (command.startsWith('shallow ')) continue;
    const [before = '', after = '', ref = ''] = command.trimEnd().split(' ');
    if (!isObjectId(before) || !isObjectId(after)) {
      throw refusal(
        'bad-request',
        'The push has a command that is not understood; push without signing it',
      );
    }
    changes.push({ ref, before, after });
  }
  return { changes, capabilities };
}

function rest(head: Buffer, reader: AsyncIterator<Buffer>): Transform {
  const body = new PassThrough();
  const feed = async () => {
    body.write(head);
    for (;;) {
      const { value, done } = await reader.next();
      if (done) break;
      if (!body.write(value)) await new Promise((resolve) => body.once('drain', resolve));
    }
    body.end();
  };
  feed().catch((error) => body.destroy(error));
  return body;
}
