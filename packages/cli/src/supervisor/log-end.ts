import { open, stat } from 'node:fs/promises';

const READ_BYTES = 64 * 1024;

export async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    (found) => found.size,
    () => 0,
  );
}

/**
 * The last lines that were written after `from` (bytes), from the last error on when there is one, as a person reads them:
 * of a JSON line its message.
 */
export async function endOfLog(file: string, from: number, lines: number): Promise<string> {
  const size = await sizeOf(file);
  const start = Math.max(size < from ? 0 : from, size - READ_BYTES);
  const handle = await open(file, 'r').catch(() => undefined);
  if (!handle) return '';
  try {
    const { buffer, bytesRead } = await handle.read({
      buffer: Buffer.alloc(Math.max(0, size - start)),
      position: start,
    });
    const text = buffer.subarray(0, bytesRead).toString('utf8');
    const readable = text
      .split('\n')
      .map(messageOfLine)
      .filter((line) => line.trim() !== '');
    return lastWords(readable, lines).join('\n');
  } finally {
    await handle.close();
  }
}

function lastWords(lines: readonly string[], count: number): readonly string[] {
  const error = lines.findLastIndex((line) => /^\s*(\w*Error|error|FATAL)\b.*:/.test(line));
  return error < 0 ? lines.slice(-count) : lines.slice(error, error + count);
}

function messageOfLine(line: string): string {
  if (!line.startsWith('{')) return line;
  try {
    const { message, stack } = JSON.parse(line) as { message?: unknown; stack?: unknown };
    if (typeof stack === 'string') return stack.split('\n').slice(0, 3).join('\n');
    return typeof message === 'string' ? message : line;
  } catch {
    return line;
  }
}
