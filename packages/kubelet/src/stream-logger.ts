import type { Writable } from 'node:stream';
import type { Logger } from '@infraforge/kernel';

/** One JSON object a line, as the server logs. */
export function createStreamLogger(stream: Writable, service: string): Logger {
  const write = (level: string) => (message: string, fields?: Readonly<Record<string, string>>) => {
    const timestamp = new Date().toISOString();
    stream.write(`${JSON.stringify({ timestamp, level, service, message, ...fields })}\n`);
  };
  return { info: write('info'), warn: write('warn'), error: write('error') };
}
