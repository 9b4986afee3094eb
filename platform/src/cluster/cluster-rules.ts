import { type AppProject, checkObject, parseAppProject } from '@infraforge/gitops';
import { allows } from '@infraforge/identity';
import { type Caller, PlatformError } from '@infraforge/kernel';
import type { KubeObject } from '@infraforge/kube';
import type { PlatformContext } from '../context.ts';
import { CONTROL_NAMESPACE } from '../services/describe-service.ts';
import { teamOf } from './cluster-use-cases.ts';

/** Who may do what by hand with objects of the local cluster. */
export type ClusterRules = {
  /** Whether objects in the namespace are the caller's to read; '' stands for what is in none. */
  mayRead(caller: Caller, namespace: string): boolean;
  mayWrite(caller: Caller, namespace: string): boolean;
  /** Throws PlatformError `gitops.not-permitted` when the project of the caller's team does not take the object. */
  permit(caller: Caller, object: KubeObject): Promise<void>;
};

/**
 * The rules of the Kubernetes API: administrators may do everything, a team what its AppProject lets its applications
 * do, so that nothing goes by hand that would be refused from Git.
 */
export function createClusterRules(
  context: Pick<PlatformContext, 'directory' | 'objects'>,
): ClusterRules {
  const ownerOf = (namespace: string) =>
    teamOf(
      namespace,
      context
        .directory()
        .teams()
        .map(({ name }) => name),
    );
  const isTheirs = (caller: Caller, namespace: string) => {
    const team = ownerOf(namespace);
    return caller.role === 'admin' || (team !== undefined && caller.groups.includes(team));
  };

  return {
    mayRead: (caller, namespace) => allows(caller, 'read') && isTheirs(caller, namespace),
    mayWrite: (caller, namespace) => allows(caller, 'write') && isTheirs(caller, namespace),
    async permit(caller, object) {
      if (caller.role === 'admin') return;
      const { name, namespace = object.kind === 'Namespace' ? name : '' } = object.metadata;
      const project = await projectOf(ownerOf(namespace) ?? '');
      const [problem] = checkObject(object, project);
      if (!problem) return;
      const { message, hint } = problem;
      throw new PlatformError('gitops.not-permitted', `${message}.`, {
        problems: [problem],
        ...(hint ? { hint } : {}),
      });
    },
  };

  async function projectOf(team: string): Promise<AppProject> {
    const found = await context.objects.get({
      group: 'argoproj.io',
      kind: 'AppProject',
      namespace: CONTROL_NAMESPACE,
      name: `workloads-${team}`,
    });
    const parsed = found && parseAppProject(found);
    if (parsed?.ok) return parsed.value;
    throw new PlatformError(
      'gitops.not-permitted',
      `Team ${team} has no AppProject workloads-${team} that can be read.`,
      { hint: 'It comes with the first sync of the platform: try again in a moment.' },
    );
  }
}
