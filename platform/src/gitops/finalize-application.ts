import { type Application, annotation, hasOption, waveOf } from '@infraforge/gitops';
import { keyOf } from '@infraforge/kube';
import type { PropagationPolicy } from '@infraforge/workloads';
import type { ClusterView } from './cluster-view.ts';
import { updateLatest } from './update-latest.ts';

/** In the foreground, Argo CD's default, an application outlives the pods of its Deployments. */
const finalizer = /^resources-finalizer\.argocd\.argoproj\.io(\/(foreground|background))?$/;

/**
 * Takes the resources of a deleted application away, the highest wave first, and lets the application go when none is
 * left. Called again whenever one of them goes. Resources that say `Delete=false` stay.
 */
export async function finalizeApplication(
  application: Application,
  view: ClusterView,
): Promise<'waiting' | 'done'> {
  const { name, finalizers = [] } = application.metadata;
  if (finalizers.some((each) => finalizer.test(each))) {
    const resources = view
      .managedBy(name)
      .filter((object) => !hasOption(object, annotation.syncOptions, 'Delete=false'));
    const highest = Math.max(...resources.map(waveOf));
    const wave = resources.filter((object) => waveOf(object) === highest);
    for (const object of wave) {
      if (!object.metadata.deletionTimestamp) {
        await view.delete(keyOf(object), object.metadata.uid, propagationOf(finalizers));
      }
    }
    if (view.managedBy(name).some((object) => resources.some((each) => sameObject(each, object)))) {
      return 'waiting';
    }
    if (wave.length < resources.length) return finalizeApplication(application, view);
  }
  await release(application, view);
  return 'done';
}

function propagationOf(finalizers: readonly string[]): PropagationPolicy {
  const isBackground = finalizers.some((each) => finalizer.exec(each)?.[2] === 'background');
  return isBackground ? 'Background' : 'Foreground';
}

function sameObject(
  left: { readonly metadata: { readonly uid?: string } },
  right: { readonly metadata: { readonly uid?: string } },
): boolean {
  return left.metadata.uid === right.metadata.uid;
}

async function release(application: Application, view: ClusterView): Promise<void> {
  await updateLatest(view, keyOf(application), (now) => {
    const { finalizers = [], deletionTimestamp } = now.metadata;
    const kept = finalizers.filter((each) => !finalizer.test(each));
    if (!deletionTimestamp || kept.length === finalizers.length) return undefined;
    return { ...now, metadata: { ...now.metadata, finalizers: kept } };
  });
}
