import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDirectoryWorkspaces } from './directory-workspaces';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'infraforge workspaces '));
  await mkdir(join(folder, 'work/src'), { recursive: true });
  await writeFile(join(folder, 'work/src/a.ts'), 'first');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

it('gives a task its files back, as they were kept last', async () => {
  const workspaces = createDirectoryWorkspaces(join(folder, 'kept'));
  await workspaces.serializeWorkspace({ path: join(folder, 'work'), taskId: 't/../1' });
  await writeFile(join(folder, 'work/src/a.ts'), 'second');
  await workspaces.serializeWorkspace({ path: join(folder, 'work'), taskId: 't/../1' });
  await workspaces.rehydrateWorkspace({ taskId: 't/../1', targetPath: join(folder, 'back') });
  expect(await readFile(join(folder, 'back/src/a.ts'), 'utf8')).toBe('second');
  expect(await readdir(join(folder, 'kept'))).toHaveLength(1);

  await workspaces.cleanWorkspace({ taskId: 't/../1' });
  expect(await readdir(join(folder, 'kept'))).toEqual([]);
});

it('leaves a task alone that kept nothing', async () => {
  const workspaces = createDirectoryWorkspaces(join(folder, 'kept'));
  await mkdir(join(folder, 'back'));
  await workspaces.rehydrateWorkspace({ taskId: 'new', targetPath: join(folder, 'back') });
  expect(await readdir(join(folder, 'back'))).toEqual([]);
});
