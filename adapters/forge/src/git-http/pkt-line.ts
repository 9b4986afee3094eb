/** Longest packet of the protocol, its four digits included (gitprotocol-common). */
const LONGEST = 65_520;

/** One packet: four hexadecimal digits of its length, then its payload. */
export function packet(payload: string | Uint8Array): Buffer {
  const body = Buffer.from(payload);
  return Buffer.concat([Buffer.from((body.length + 4).toString(16).padStart(4, '0')), body]);
}

/** The flush packet, which ends a list. */
export const FLUSH = Buffer.from('0000');

/** `payload` in packets of side-band 64k: one channel (1 data, 2 messages for people), cut to the longest length. */
export function sideband(channel: 1 | 2, payload: Uint8Array): Buffer {
  const most = LONGEST - 5;
  const packets: Buffer[] = [];
  for (let at = 0; at < payload.length; at += most) {
    packets.push(packet(Buffer.concat([Buffer.from([channel]), payload.subarray(at, at + most)])));
  }
  return Buffer.concat(packets);
}

export type Packets = {
  /** Payloads before the first flush packet; undefined while that has not come. */
  readonly list: readonly Buffer[] | undefined;
  /** How many bytes the list took, its flush packet included. */
  readonly length: number;
};

/** The packets up to the first flush. Throws RangeError when the bytes are no packets. */
export function readPackets(bytes: Buffer): Packets {
  const list: Buffer[] = [];
  let at = 0;
  while (at + 4 <= bytes.length) {
    const digits = bytes.toString('latin1', at, at + 4);
    if (!/^[\da-f]{4}$/i.test(digits)) throw new RangeError(`'${digits}' is no packet length`);
    const length = Number.parseInt(digits, 16);
    if (length === 0) return { list, length: at + 4 };
    if (length < 4 || length > LONGEST) throw new RangeError(`${length} is no packet length`);
    if (at + length > bytes.length) break;
    list.push(bytes.subarray(at + 4, at + length));
    at += length;
  }
  return { list: undefined, length: at };
}
