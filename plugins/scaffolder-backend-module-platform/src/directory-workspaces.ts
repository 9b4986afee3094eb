import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { WorkspaceProvider } from '@backstage/plugin-scaffolder-node/alpha';

/**
 * Keeps the workspaces of running tasks in a folder, so that a task which a killed server left behind is resumed with
 * the files that it had. A copy is complete or not there: it is renamed into place.
 */
export function createDirectoryWorkspaces(root: string): WorkspaceProvider {
  const place = (taskId: string) => join(root, taskId.replaceAll(/[^a-zA-Z0-9-]/g, '_'));
  return {
    async serializeWorkspace({ path, taskId }) {
      const fresh = `${place(taskId)}.new`;
      await rm(fresh, { recursive: true, force: true });
      await mkdir(root, { recursive: true });
      await cp(path, fresh, { recursive: true });
      await rm(place(taskId), { recursive: true, force: true });
      await rename(fresh, place(taskId));
    },
    async rehydrateWorkspace({ taskId, targetPath }) {
      await cp(place(taskId), targetPath, { recursive: true, force: true }).catch(
        (error: NodeJS.ErrnoException) => {
          if (error.code !== 'ENOENT') throw error;
        },
      );
    },
    async cleanWorkspace({ taskId }) {
      await rm(place(taskId), { recursive: true, force: true });
    },
  };
}
