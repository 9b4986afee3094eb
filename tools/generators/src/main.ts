import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { generatedFiles } from './generated-files.ts';

const checkout = resolve(import.meta.dirname, '../../..');

/** Writes the files, or with `--check` only says which are not what the code says now. */
async function main(): Promise<void> {
  const onlyCheck = process.argv.includes('--check');
  for (const [path, wanted] of await generatedFiles(checkout)) {
    const target = join(checkout, path);
    if (readOrNothing(target) === wanted) continue;
    if (!onlyCheck) writeFileSync(target, wanted);
    else {
      process.stderr.write(`${path} is not what the code says. Write it anew: npm run reference\n`);
      process.exitCode = 1;
    }
  }
}

function readOrNothing(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

void main();
