import { glob, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOf } from '@infraforge/kernel';

/** All that runs inside a kubelet. */
const SOURCES = [
  'package-lock.json',
  'kernel/src/**/*.ts',
  '{languages,engines,adapters}/*/src/**/*.ts',
  'packages/kubelet/src/**/*.ts',
];

/**
 * Changes when a source file of the kubelet does, by size and time: a kubelet that was left by an older release is not
 * adopted by a newer one.
 */
export async function codeDigest(checkout: string): Promise<string> {
  const files: [string, number, number][] = [];
  for (const pattern of SOURCES) {
    for await (const file of glob(pattern, { cwd: checkout })) {
      const { size, mtimeMs } = await stat(join(checkout, file));
      files.push([file, size, mtimeMs]);
    }
  }
  return digestOf(files.sort(([left], [right]) => (left < right ? -1 : 1))).slice(0, 16);
}
