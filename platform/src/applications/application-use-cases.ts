import type { Application } from '@infraforge/gitops';
import { mayActFor, nameOf } from '@infraforge/identity';
import { type Caller, PlatformError } from '@infraforge/kernel';
import type { PlatformContext } from '../context.ts';
import { CONTROL_NAMESPACE } from '../services/describe-service.ts';
import { type ApplicationView, applicationView } from './application-view.ts';

/** GitOps, as the doors drive it. */
export type GitopsControl = {
  /** Something may have changed in this repository, or for this Application: look at once. */
  refresh(hint: { readonly repoURL?: string; readonly application?: string }): void;
  /** Starts a sync. Throws `application.not-found`. */
  sync(application: string, by: string): Promise<void>;
};

export type ApplicationUseCases = {
  list(): Promise<readonly ApplicationView[]>;
  /** Throws `application.not-found`. */
  find(name: string): Promise<ApplicationView>;
  /** Throws `application.not-found` and `refused.application.not-your-team`. */
  sync(caller: Caller, name: string): Promise<ApplicationView>;
};

const PROJECT_OF_TEAM = 'workloads-';

export function createApplicationUseCases(
  context: PlatformContext,
  gitops: GitopsControl,
): ApplicationUseCases {
  const { objects, logger } = context;

  async function find(name: string): Promise<ApplicationView> {
    const key = { group: 'argoproj.io', kind: 'Application', namespace: CONTROL_NAMESPACE, name };
    const application = await objects.get(key);
    if (application) return applicationView(application as Application);
    throw new PlatformError('application.not-found', `There is no application "${name}".`, {
      hint: 'List what there is with: gaia get apps',
    });
  }

  return {
    find,
    async list() {
      const { items } = await objects.list({ kind: 'Application', namespace: CONTROL_NAMESPACE });
      return (items as readonly Application[]).map(applicationView);
    },
    async sync(caller, name) {
      const { project } = await find(name);
      const team = project.startsWith(PROJECT_OF_TEAM)
        ? project.slice(PROJECT_OF_TEAM.length)
        : undefined;
      if (team ? !mayActFor(caller, team) : caller.role !== 'admin') {
        const owner = team ?? "the platform's administrators";
        throw new PlatformError(
          'refused.application.not-your-team',
          `${nameOf(caller.subject)} may not sync "${name}": it belongs to ${owner}.`,
          { hint: `Ask ${owner}.` },
        );
      }
      logger.info(`${nameOf(caller.subject)} syncs ${name}`);
      await gitops.sync(name, caller.subject);
      return find(name);
    },
  };
}
