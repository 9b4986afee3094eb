import { join } from 'node:path';
import { freePort, tempDirectory } from '@infraforge/testkit';
import { execa } from 'execa';
import { benchPlatform, checkout } from '../platform.ts';
import { type Row, seconds } from '../row.ts';

/** What `make up` does in a fresh clone of HEAD with npm's cache as it is, step by step: install, prepare, start. */
export async function freshClone(): Promise<readonly Row[]> {
  const folder = await tempDirectory('infraforge-fresh-');
  const root = join(folder.path, 'clone');
  const data = join(folder.path, 'data');
  const make = (target: string) =>
    execa('make', [target, `ARGS=--data-dir ${data}`], { cwd: root, stdio: 'ignore' });
  try {
    await execa('git', ['clone', '--quiet', '--no-hardlinks', checkout, root]);
    const install = await seconds(() => make('install'));
    const prepare = await seconds(() => make('prepare'));
    const platform = benchPlatform(data, (await freePort()) % 20_000, root);
    const start = await seconds(() => platform.start());
    await platform.stop();
    return [
      { what: 'install (npm ci)', unit: 's', measured: install, remark: 'npm cache as it is' },
      { what: 'portal and first layer', unit: 's', measured: prepare, remark: 'make prepare' },
      { what: 'all after npm ci', unit: 's', measured: prepare + start, target: 30 },
      {
        what: 'make up, fresh clone',
        unit: 's',
        measured: install + prepare + start,
        target: 120,
      },
    ];
  } finally {
    await folder.remove();
  }
}
