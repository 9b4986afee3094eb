import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cliReference } from './cli-reference.ts';

const checkout = resolve(import.meta.dirname, '../../..');

/** Every page that is made from the code, by its path. */
const pages: Readonly<Record<string, (checkout: string) => Promise<string>>> = {
  'docs/reference/cli.md': cliReference,
};

/** Writes the pages, or with `--check` only says which are not what the code says now. */
async function main(): Promise<void> {
  const onlyCheck = process.argv.includes('--check');
  for (const [path, generate] of Object.entries(pages)) {
    const target = join(checkout, path);
    const wanted = await generate(checkout);
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
