import { join } from 'node:path';
import { execa } from 'execa';
import { type BenchPlatform, checkout } from '../platform.ts';
import { median, type Row, seconds } from '../row.ts';

const repetitions = 15;

/** `gaia version` and `gaia get services`, from the shell's call to the exit, with a warm compile cache. */
export async function startTimes(platform: BenchPlatform | undefined): Promise<readonly Row[]> {
  const version = await medianOf(['version', '--client']);
  const rows: Row[] = [
    {
      what: 'gaia version',
      unit: 'ms',
      measured: version,
      target: 120,
      remark: '--client, no server asked',
    },
  ];
  if (platform) {
    const data = ['--data-dir', platform.dataDirectory];
    rows.push({
      what: 'gaia get services',
      unit: 'ms',
      measured: await medianOf(['get', 'services', ...data]),
      target: 200,
    });
  }
  return rows;
}

async function medianOf(words: readonly string[]): Promise<number> {
  const run = () => execa(join(checkout, 'bin/gaia'), [...words], { cwd: '/' });
  await run();
  const samples: number[] = [];
  for (let index = 0; index < repetitions; index++) samples.push((await seconds(run)) * 1000);
  return median(samples);
}
