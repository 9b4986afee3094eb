import { mayActFor } from '@infraforge/identity';
import { PlatformError } from '@infraforge/kernel';
import type { KubeObject } from '@infraforge/kube';
import { CONTROL_NAMESPACE, type Platform } from '@infraforge/platform';
import { applicationView } from '../application-view';
import type { Route } from './route-table';

/** Applications of GitOps: list, read, sync. */
export function applicationRoutes(platform: Platform): readonly Route[] {
  const { objects, logger } = platform.context;
  const find = async (name: string): Promise<KubeObject> => {
    const key = { group: 'argoproj.io', kind: 'Application', namespace: CONTROL_NAMESPACE, name };
    const application = await objects.get(key);
    if (application) return application;
    throw new PlatformError('application.not-found', `There is no application "${name}".`, {
      hint: 'List what there is with: gaia get apps',
    });
  };
  return [
    {
      method: 'get',
      path: '/v1/applications',
      scope: 'read',
      async handle(_caller, _request, response) {
        const { items } = await objects.list({ kind: 'Application', namespace: CONTROL_NAMESPACE });
        response.json({ items: items.map(applicationView) });
      },
    },
    {
      method: 'get',
      path: '/v1/applications/:name',
      scope: 'read',
      async handle(_caller, request, response) {
        response.json(applicationView(await find(request.params.name ?? '')));
      },
    },
    {
      method: 'post',
      path: '/v1/applications/:name/sync',
      scope: 'write',
      async handle(caller, request, response) {
        const name = request.params.name ?? '';
        const team = teamOf(await find(name));
        if (!mayActFor(caller, team)) {
          throw new PlatformError(
            'refused.application.not-your-team',
            `"${name}" belongs to ${team}.`,
            {
              hint: `Ask a member of ${team} to sync it.`,
            },
          );
        }
        logger.info(`${caller.subject} syncs ${name}`);
        await platform.gitops.sync(name, caller.subject);
        response.status(202).json(applicationView(await find(name)));
      },
    },
  ];
}

/** The team in the project's name `workloads-<team>`; other projects belong to the platform's administrators. */
function teamOf(application: KubeObject): string {
  const project = (application.spec as { project?: string } | undefined)?.project ?? '';
  return project.startsWith('workloads-')
    ? project.slice('workloads-'.length)
    : 'the platform team';
}
