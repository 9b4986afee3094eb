import type { RefChange } from '@infraforge/scm';
import { FLUSH, packet, readPackets, sideband } from './pkt-line.ts';

/**
 * The answer to a push that is refused as a whole: "ng" for every ref with its reason, and a message for people, in the
 * form that the client can read (gitprotocol-pack, "Report Status").
 */
export function refusalReport(
  changes: readonly RefChange[],
  reasons: ReadonlyMap<string, string>,
  capabilities: ReadonlySet<string>,
): Buffer {
  const lines = changes.map(({ ref }) => {
    const reason = reasons.has(ref)
      ? 'protected branch hook declined'
      : 'pre-receive hook declined';
    return packet(`ng ${ref} ${reason}\n`);
  });
  const report = Buffer.concat([packet('unpack ok\n'), ...lines, FLUSH]);
  if (!capabilities.has('side-band-64k')) return report;
  const message = [...reasons]
    .map(([ref, reason]) => `error: GH006: ${ref}: ${reason}.\n`)
    .join('');
  return Buffer.concat([sideband(2, Buffer.from(message)), sideband(1, report), FLUSH]);
}

/** Longest answer of receive-pack that is read for its report; a report has one short line a ref. */
const LONGEST_REPORT_BYTES = 8 * 1024 * 1024;

/** Collects the answer of receive-pack as it passes by. */
export type ReportReader = {
  add(chunk: Buffer): void;
  /** The refs that were moved; undefined when the answer holds no report. */
  accepted(): ReadonlySet<string> | undefined;
};

/** Reads which refs git took, with or without side bands. */
export function createReportReader(capabilities: ReadonlySet<string>): ReportReader {
  const chunks: Buffer[] = [];
  let length = 0;
  return {
    add(chunk) {
      length += chunk.length;
      if (length <= LONGEST_REPORT_BYTES) chunks.push(chunk);
    },
    accepted() {
      if (!capabilities.has('report-status') && !capabilities.has('report-status-v2'))
        return undefined;
      const answer = Buffer.concat(chunks);
      const report = capabilities.has('side-band-64k') ? dataChannel(answer) : answer;
      const lines = listOf(report).map((line) => line.toString().trim());
      return new Set(lines.filter((line) => line.startsWith('ok ')).map((line) => line.slice(3)));
    },
  };
}

function dataChannel(answer: Buffer): Buffer {
  return Buffer.concat(
    listOf(answer)
      .filter((line) => line[0] === 1)
      .map((line) => line.subarray(1)),
  );
}

function listOf(bytes: Buffer): readonly Buffer[] {
  try {
    return readPackets(bytes).list ?? [];
  } catch {
    return [];
  }
}
