import assert from 'node:assert/strict';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { tempDirectory } from '@infraforge/testkit';
import { execa } from 'execa';

const GAIA = join(import.meta.dirname, '../../../../bin/gaia');
const MANIFEST =
  'vars: {stage: dev}\ncomponents: {terraform: {vpc: {vars: {cidr: 10.0.0.0/16}}}}\n';

async function gaia(cwd: string, ...words: readonly string[]) {
  return execa(GAIA, ['atmos', ...words], { cwd, reject: false });
}

test('gaia atmos answers from the working directory, also through a link, and follows none out of it', async (context) => {
  const directory = await tempDirectory('infraforge atmos ');
  context.after(directory.remove);
  const root = join(directory.path, 'estate');
  await mkdir(join(root, 'stacks'), { recursive: true });
  await mkdir(join(root, 'components/vpc'), { recursive: true });
  await writeFile(
    join(root, 'atmos.yaml'),
    'components: {terraform: {base_path: components}}\nstacks: {base_path: stacks, included_paths: ["*"], name_pattern: "{stage}"}\n',
  );
  await writeFile(join(root, 'stacks/dev.yaml'), MANIFEST);
  await writeFile(join(directory.path, 'outside.yaml'), MANIFEST.replace('dev', 'leaked'));
  await symlink(join(directory.path, 'outside.yaml'), join(root, 'stacks/leaked.yaml'));
  await symlink(root, join(directory.path, 'link'));

  for (const cwd of [root, join(directory.path, 'link')]) {
    const { stdout, exitCode } = await gaia(cwd, 'list', 'stacks');
    assert.deepEqual([exitCode, stdout.trim()], [0, 'dev']);
  }
  const described = await gaia(
    root,
    'describe',
    'component',
    'vpc',
    '-s',
    'dev',
    '--format',
    'json',
  );
  assert.equal(JSON.parse(described.stdout).vars.cidr, '10.0.0.0/16');

  const refused = await gaia(root, 'describe', 'component', 'gone', '-s', 'dev');
  assert.equal(refused.exitCode, 1);
  assert.match(refused.stderr, /gone/);
});
