import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tempDirectory, until } from '@infraforge/testkit';
import { execa } from 'execa';
import { answers, type BenchPlatform } from '../platform.ts';
import { type Row, seconds } from '../row.ts';

const patienceMilliseconds = 180_000;

/** From *Create* to the first 200 of the service, with and without its dependency layer; from push to the new version. */
export async function goldenPath(platform: BenchPlatform): Promise<readonly Row[]> {
  // The first creation also warms what a long-running platform has warm: one is made and thrown away.
  await createAndWait(platform, 'bench-warm');
  const known = await createAndWait(platform, 'bench-known');
  const push = await pushAndWait(platform, 'bench-known');
  await platform.gaia('delete', 'service', 'bench-warm', '--yes');
  await platform.gaia('delete', 'service', 'bench-known', '--yes');
  await forgetLayers(platform);
  const unknown = await createAndWait(platform, 'bench-unknown');
  await platform.gaia('delete', 'service', 'bench-unknown', '--yes');
  return [
    { what: 'Create to 200, known lock', unit: 's', measured: known, target: 6 },
    { what: 'Create to 200, unknown lock', unit: 's', measured: unknown, target: 25 },
    { what: 'git push to new version', unit: 's', measured: push, remark: 'push itself included' },
  ];
}

async function createAndWait(platform: BenchPlatform, name: string): Promise<number> {
  return await seconds(async () => {
    await platform.gaia('create', 'service', name, '--team', 'payments', '--description', 'Bench');
    await answers(platform.serviceUrl(name), patienceMilliseconds);
  });
}

/** Without the layers the next build installs the dependencies from the registry, as for a lock that nobody had before. */
async function forgetLayers({ dataDirectory }: BenchPlatform): Promise<void> {
  const layers = join(dataDirectory, 'layers');
  for (const name of await readdir(layers)) {
    await rm(join(layers, name), { recursive: true, force: true });
  }
}

async function pushAndWait(platform: BenchPlatform, name: string): Promise<number> {
  const service = JSON.parse(await platform.gaia('get', 'service', name, '-o', 'json')) as {
    repository: { cloneUrl: string };
  };
  const { token } = JSON.parse(
    await readFile(join(platform.dataDirectory, 'credentials'), 'utf8'),
  ) as { token: string };
  const clone = new URL(service.repository.cloneUrl);
  clone.username = 'bench';
  clone.password = token;
  const work = await tempDirectory('infraforge-bench-');
  const git = (...words: readonly string[]) =>
    execa('git', ['-c', 'user.name=Bench', '-c', 'user.email=bench@localhost', ...words], {
      cwd: work.path,
    });
  try {
    await git('clone', '--quiet', clone.href, '.');
    await writeFile(join(work.path, 'CHANGES.md'), `${Date.now()}\n`);
    await git('add', '.');
    await git('commit', '--quiet', '-m', 'Change something');
    const { stdout: sha } = await git('rev-parse', 'HEAD');
    return await seconds(async () => {
      await git('push', '--quiet');
      await until(
        async () => (await answers(platform.serviceUrl(name), 5_000)).includes(sha) || undefined,
        { timeoutMilliseconds: patienceMilliseconds, what: `revision ${sha}` },
      );
    });
  } finally {
    await work.remove();
  }
}
