import { controllerOf } from './labels.ts';
import { revisionOf } from './revision.ts';
import type { Pod, ReplicaSet } from './types.ts';

/** The revision of each Deployment that had the traffic, by the Deployment's uid. */
export type RevisionChoices = ReadonlyMap<string, number>;

export type RevisionChoice = {
  /** The ready pods that get the traffic. */
  readonly pods: readonly Pod[];
  readonly choices: RevisionChoices;
};

type Revision = { readonly number: number; readonly pods: Pod[] };

/**
 * All traffic goes to one revision of a Deployment: the newest that has at least as many ready pods as any older one,
 * so that the answers change from old to new once. They never change back, although a pod of the new revision may
 * fail, unless it has none left that is ready. Pods of no Deployment always count.
 */
export function chooseRevisions(
  ready: readonly Pod[],
  replicaSets: readonly ReplicaSet[],
  previous: RevisionChoices,
): RevisionChoice {
  const sets = new Map(replicaSets.map((set) => [set.metadata.uid, set]));
  const free: Pod[] = [];
  const deployments = new Map<string, Map<number, Revision>>();
  for (const pod of ready) {
    const set = sets.get(controllerOf(pod)?.uid);
    const deployment = set && controllerOf(set)?.uid;
    if (!set || !deployment) free.push(pod);
    else addTo(deployments, deployment, revisionOf(set), pod);
  }
  const choices = new Map<string, number>();
  const chosen = [...deployments].flatMap(([deployment, revisions]) => {
    const revision = choose([...revisions.values()], previous.get(deployment));
    if (revision) choices.set(deployment, revision.number);
    return revision?.pods ?? [];
  });
  return { pods: [...free, ...chosen], choices };
}

function addTo(
  deployments: Map<string, Map<number, Revision>>,
  deployment: string,
  number: number,
  pod: Pod,
): void {
  const revisions = deployments.get(deployment) ?? new Map<number, Revision>();
  const revision = revisions.get(number) ?? { number, pods: [] };
  revision.pods.push(pod);
  revisions.set(number, revision);
  deployments.set(deployment, revisions);
}

function choose(
  revisions: readonly Revision[],
  previous: number | undefined,
): Revision | undefined {
  const newestFirst = [...revisions].sort((left, right) => right.number - left.number);
  return newestFirst.find((revision, index) => {
    const older = newestFirst.slice(index + 1).map(({ pods }) => pods.length);
    return revision.number === previous || revision.pods.length >= Math.max(0, ...older);
  });
}
