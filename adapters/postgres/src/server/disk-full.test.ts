import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { freePort, tempDirectory } from '@infraforge/testkit';

/** A mount of our own: root may, others become root of a user namespace first. */
const OWN_MOUNTS =
  process.getuid?.() === 0
    ? ['unshare', '--mount']
    : ['unshare', '--user', '--map-root-user', '--mount'];

/** Starts a server on a disk of `size`, once as it is and once after something has filled it; prints what came of it. */
const SCRIPT = `
mount -t tmpfs -o size="$SIZE" tmpfs "$DISK"
"$NODE" --input-type=module --eval "$START"
dd if=/dev/zero of="$DISK/fill" bs=1M 2>/dev/null || true
"$NODE" --input-type=module --eval "$START"`;

const START = `
import { startPostgres } from ${JSON.stringify(join(import.meta.dirname, 'start-postgres.ts'))};
try {
  const server = await startPostgres({
    dataDirectory: process.env.DISK + '/data', port: Number(process.env.PORT),
    logFile: process.env.DISK + '.log', database: 'postgres',
  });
  await server.stop();
  console.log('started');
} catch (error) {
  console.log(error.code, error.message, error.hint);
}`;

function canMount(): boolean {
  const [file = '', ...args] = OWN_MOUNTS;
  return spawnSync(file, [...args, 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;
}

for (const [title, size, first] of [
  ['too small for a database', '20m', /^postgres\.disk-full There is no space left/],
  ['full after the first start', '62m', /^started/],
] as const) {
  test(`a disk that is ${title}`, {
    skip: !canMount() && 'this machine lets nobody mount',
  }, async (context) => {
    const directory = await tempDirectory();
    context.after(() => directory.remove());
    const [file = '', ...args] = OWN_MOUNTS;
    const { stdout } = spawnSync(file, [...args, 'sh', '-euc', SCRIPT], {
      encoding: 'utf8',
      timeout: 60_000,
      env: {
        PATH: process.env.PATH,
        NODE: process.execPath,
        START,
        SIZE: size,
        DISK: directory.path,
        PORT: String(await freePort()),
      },
    });
    const [before = '', after = ''] = stdout.trim().split('\n');
    assert.match(before, first);
    assert.match(after, /^postgres\.disk-full .*df -h/);
  });
}
