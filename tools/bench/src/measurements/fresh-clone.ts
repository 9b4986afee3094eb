import { join } from 'node:path';
import { freePort, tempDirectory } from '@infraforge/testkit';
import { execa } from 'execa';
import { benchPlatform, checkout } from '../platform.ts';
import { type Row, seconds } from '../row.ts';

/** What `make up` does in a fresh clone of HEAD with npm's cache as it is: install, build the portal, start. */
export async function freshClone(): Promise<readonly Row[]> {
  const folder = await tempDirectory('infraforge-fresh-');
  const root = join(folder.path, 'clone');
  try {
    await execa('git', ['clone', '--quiet', '--no-hardlinks', checkout, root]);
    const npm = { cwd: root, stdio: 'ignore' } as const;
    const install = await seconds(() => execa('npm', ['ci', '--no-audit', '--no-fund'], npm));
    const build = await seconds(() =>
      execa(join(root, 'node_modules/.bin/node'), [backstageCli(root), 'package', 'build'], {
        cwd: join(root, 'packages/app'),
        stdio: 'ignore',
      }),
    );
    const offset = (await freePort()) % 20_000;
    const platform = benchPlatform(join(folder.path, 'data'), offset, root);
    const start = await seconds(() => platform.start());
    await platform.stop();
    return [
      { what: 'install (npm ci)', unit: 's', measured: install, remark: 'warm npm cache' },
      { what: 'portal build', unit: 's', measured: build },
      { what: 'all after npm ci', unit: 's', measured: build + start, target: 30 },
      { what: 'make up, fresh clone', unit: 's', measured: install + build + start, target: 120 },
    ];
  } finally {
    await folder.remove();
  }
}

function backstageCli(root: string): string {
  return join(root, 'node_modules/@backstage/cli/bin/backstage-cli');
}
