import assert from 'node:assert/strict';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { tempDirectory } from '@infraforge/testkit';
import { runGaia } from '../testing/run-gaia.ts';

async function folder(context: TestContext): Promise<string> {
  const directory = await tempDirectory('gaia local ');
  context.after(() => directory.remove());
  return join(directory.path, 'data');
}

test('status of a platform that never ran says how to start it, and fails', async (context) => {
  const data = await folder(context);
  const { code, stdout } = await runGaia(['status', '--data-dir', data], undefined);
  assert.equal(code, 1);
  assert.match(stdout, /^The platform is stopped\./);
  assert.match(stdout, /PROGRAM +STATE +ADDRESS/);
  assert.match(stdout, /`gaia up` starts it\.\n$/);
  assert.deepEqual(await readdir(join(data, '..')), [], 'a question makes no folder');
});

test('status -o json is one document', async (context) => {
  const data = await folder(context);
  const { stdout } = await runGaia(['status', '-o', 'json', '--data-dir', data], undefined);
  const status = JSON.parse(stdout);
  assert.equal(status.state, 'Stopped');
  assert.equal(status.dataDirectory, data);
  assert.equal(status.urls.portal, 'http://localhost:7007');
  assert.deepEqual(
    status.programs.map(({ name }: { name: string }) => name),
    ['supervisor', 'postgres', 'kubelet', 'server'],
  );
});

test('the remembered port offset moves every address', async (context) => {
  const data = await folder(context);
  await mkdir(data);
  await writeFile(join(data, 'config.yaml'), 'portOffset: 250\n');
  const { stdout } = await runGaia(['status', '-o', 'json', '--data-dir', data], undefined);
  assert.deepEqual(JSON.parse(stdout).urls, {
    portal: 'http://localhost:7257',
    forge: 'http://localhost:7330',
    ingress: 'http://<service>.<environment>.localhost:9130',
  });
});

test('down with nothing to stop says so', async (context) => {
  const data = await folder(context);
  const { code, stdout } = await runGaia(['down', '--data-dir', data], undefined);
  assert.deepEqual([code, stdout], [0, `Nothing runs in ${data}.\n`]);
});

test('doctor names each finding, and a taken port with its way out', async (context) => {
  const data = await folder(context);
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
  context.after(() => holder.close());
  const address = holder.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  await mkdir(data);
  await writeFile(join(data, 'config.yaml'), `portOffset: ${port - 8880}\n`);
  const { code, stdout } = await runGaia(['doctor', '--data-dir', data], undefined);
  assert.equal(code, 1);
  assert.match(stdout, /✓ node +Node 24/);
  assert.match(stdout, /✓ git +git 2\.\d+/);
  assert.match(stdout, /isolation/);
  assert.match(stdout, /✓ services +(they|those on Node) reach each other/);
  assert.match(stdout, new RegExp(`✗ ports +${port} \\(ingress\\) is taken by .*${process.pid}`));
  assert.match(stdout, /gaia up --port-offset 100/);
});

test('up with an offset that leads out of the ports changes nothing', async (context) => {
  const data = await folder(context);
  const flags = ['up', '--port-offset', '60000', '--data-dir', data];
  const { code, stderr } = await runGaia(flags, undefined);
  assert.equal(code, 1);
  assert.match(stderr, /from -5419 to 56655/);
  assert.deepEqual(await readdir(join(data, '..')), []);
});

test('up refuses words that are no number', async (context) => {
  const data = await folder(context);
  const { code } = await runGaia(['up', '--port-offset', 'many', '--data-dir', data], undefined);
  assert.equal(code, 2);
});

test('up refuses data of a newer release', async (context) => {
  const data = await folder(context);
  await mkdir(data);
  await writeFile(join(data, 'version'), '99\n');
  const { code, stderr } = await runGaia(['up', '--data-dir', data], undefined);
  assert.equal(code, 1);
  assert.match(stderr, /newer release \(data format 99/);
});

test('up says so when its folder cannot be written', {
  skip: process.getuid?.() === 0 && 'root writes everywhere',
}, async (context) => {
  const data = await folder(context);
  await chmod(join(data, '..'), 0o500);
  const { code, stderr } = await runGaia(['up', '--data-dir', data], undefined);
  assert.equal(code, 1);
  assert.match(stderr, /cannot be written/);
});

test('reset asks first, keeps the caches, and touches no folder that is not ours', async (context) => {
  const data = await folder(context);
  for (const name of ['keys', 'run', 'layers', 'forge']) {
    await mkdir(join(data, name), { recursive: true });
  }
  await writeFile(join(data, 'version'), '1\n');
  // Dependencies are kept read-only, which stops an ordinary user from deleting them.
  await mkdir(join(data, 'layers/1/node_modules'), { recursive: true });
  await writeFile(join(data, 'layers/1/node_modules/x'), '');
  await chmod(join(data, 'layers/1/node_modules'), 0o555);
  const refused = await runGaia(['reset', '--data-dir', data], undefined);
  assert.equal(refused.code, 1);
  assert.match(refused.stderr, /gaia reset --yes/);
  assert.equal((await readdir(data)).length, 5);

  const done = await runGaia(['reset', '--yes', '--data-dir', data], undefined);
  assert.equal(done.code, 0);
  assert.deepEqual(await readdir(data), ['layers']);
  await runGaia(['reset', '--yes', '--all', '--data-dir', data], undefined);
  assert.deepEqual(await readdir(data), []);

  await writeFile(join(data, 'thesis.txt'), 'three years of work');
  const stranger = await runGaia(['reset', '--yes', '--data-dir', data], undefined);
  assert.equal(stranger.code, 1);
  assert.match(stranger.stderr, /does not look like the folder of a platform/);
  assert.equal(await readFile(join(data, 'thesis.txt'), 'utf8'), 'three years of work');
});
