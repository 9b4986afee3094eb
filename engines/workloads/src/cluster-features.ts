/** What the local cluster does with a part of Kubernetes that a manifest can ask for. */
export type ClusterFeature = {
  /** The field or behaviour, as a manifest has it. */
  readonly feature: string;
  /** `kept`: accepted, and changes nothing here. */
  readonly support: 'yes' | 'partly' | 'kept';
  readonly note: string;
};

/** Fields of pods and workloads, for the people who want to know whether their manifest runs here as it stands. */
export const clusterFeatures: readonly ClusterFeature[] = [
  yes(
    'containers, initContainers, sidecars',
    'Init containers one after the other; `restartPolicy: Always` beside the others.',
  ),
  yes('env, envFrom', 'Values, ConfigMaps, Secrets, `fieldRef`, `resourceFieldRef`, `$(NAME)`.'),
  yes('startup, liveness, readiness probes', 'http, tcp and exec; grpc is kept.'),
  partly(
    'ports',
    'Each container gets a port of this machine in `PORT` (and `PORT_<NAME>`) and has to listen there.',
  ),
  partly(
    'image',
    'A commit of the forge, built from its Dockerfile or package.json; images of registries do not run.',
  ),
  yes(
    'volumes: emptyDir, configMap, secret, persistentVolumeClaim',
    'With `subPath` and `items`. Files of ConfigMaps and Secrets are those of the start of the container. Needs isolation level users or namespaces.',
  ),
  kept('volumes of other kinds', 'A container that mounts one waits and says so.'),
  partly(
    'resources',
    'A container beyond its memory limit is ended (OOMKilled); requests count in quotas and for autoscaling; CPU limits are kept.',
  ),
  yes(
    'rollouts',
    'maxSurge, maxUnavailable, minReadySeconds, progressDeadlineSeconds, paused, revisionHistoryLimit, Recreate.',
  ),
  yes(
    'rollback',
    'Not on Kubernetes: a revision that never gets ready goes back at its deadline, unless `infraforge.io/automatic-rollback: "false"`.',
  ),
  yes(
    'lifecycle',
    'SIGTERM, `terminationGracePeriodSeconds`, connections drained before; `preStop` and `postStart` are kept.',
  ),
  yes('names', 'Services and pods of StatefulSets by the names that they have on Kubernetes.'),
  kept('nodeSelector, affinity, tolerations, topologySpreadConstraints', 'There is one node.'),
  kept(
    'securityContext',
    'Pods run as a user of their namespace and without privileges, whatever it asks for.',
  ),
  kept('hostNetwork, hostPID, hostIPC', 'Pods share the network of this machine anyway.'),
  kept('serviceAccountName', 'The account has to be there; no token is mounted.'),
];

function yes(feature: string, note: string): ClusterFeature {
  return { feature, support: 'yes', note };
}

function partly(feature: string, note: string): ClusterFeature {
  return { feature, support: 'partly', note };
}

function kept(feature: string, note: string): ClusterFeature {
  return { feature, support: 'kept', note };
}
