import type { BenchPlatform } from '../platform.ts';
import { type Row, seconds } from '../row.ts';

/** From `gaia up` on an empty data folder to a portal that answers, and again with the data it made. Leaves it running. */
export async function firstAndSecondStart(platform: BenchPlatform): Promise<readonly Row[]> {
  const first = await seconds(() => platform.start());
  await platform.stop();
  const second = await seconds(() => platform.start());
  return [
    { what: 'first start', unit: 's', measured: first, target: 30, remark: 'portal built before' },
    { what: 'second start', unit: 's', measured: second, target: 12 },
  ];
}
