import { messageOf } from '@infraforge/kernel';
import {
  type MountNamespaces,
  type PodRecord,
  type ProcessRef,
  readPodRecord,
  stopPod,
  writePodRecord,
} from '@infraforge/local-cluster';
import {
  type Container,
  type ContainerStatus,
  composePodStatus,
  kubeTime,
  type LocalPort,
  type Pod,
} from '@infraforge/workloads';
import { type ContainerRun, initialRun, recordOf, statusOf } from './container-state.ts';
import { runContainer } from './container-worker.ts';
import type { PodHost } from './pod-host.ts';

export type PodWorker = {
  readonly uid: string;
  /** The processes of its containers. */
  processes(): readonly ProcessRef[];
  /** Mount namespaces of the pod's own. */
  mountNamespaces(): MountNamespaces;
  /** The pod's metadata or status has changed in the store. */
  update(pod: Pod): void;
  /** Ends the pod's processes within its grace period; resolves when none is left. */
  stop(graceSeconds: number): Promise<void>;
  /** The same, without waiting for requests that are under way. */
  end(graceSeconds: number): Promise<void>;
  /** Lets go of the pod and leaves its processes running, for the next kubelet. */
  detach(): Promise<void>;
};

/** The longest time for which requests that are under way hold a SIGTERM back. */
const DRAIN_LIMIT_MS = 5000;

/** Runs one pod: its containers, its record on disk, its status. */
export async function startPod(host: PodHost, first: Pod): Promise<PodWorker> {
  const uid = first.metadata.uid ?? '';
  const stopping = new AbortController();
  const kept = await readPodRecord(host.data, uid);
  const startTime = kept?.startTime ?? kubeTime(host.now());
  const runs = new Map<string, ContainerRun>();
  let pod = first;
  let saving = Promise.resolve();
  let saved = '';

  const initContainers = pod.spec.initContainers ?? [];
  // The pod's own containers come first: the log of a pod is the one of the first.
  for (const container of [...pod.spec.containers, ...initContainers]) {
    runs.set(container.name, initialRun(container, kept?.containers[container.name]));
  }

  function record(): PodRecord {
    const containers = [...runs].map(([name, run]) => [name, recordOf(run)] as const);
    return {
      uid,
      namespace: pod.metadata.namespace ?? '',
      name: pod.metadata.name,
      startTime,
      containers: Object.fromEntries(containers),
    };
  }

  function save(): Promise<void> {
    saving = saving
      .catch(() => undefined)
      .then(async () => {
        const next = record();
        const text = JSON.stringify(next);
        if (text === saved) return;
        await writePodRecord(host.data, next);
        saved = text;
      });
    return saving;
  }

  function statuses(of: readonly Container[]): readonly ContainerStatus[] {
    return of.flatMap((container) => {
      const run = runs.get(container.name);
      return run ? [statusOf(container, run)] : [];
    });
  }

  function report(): void {
    const status = composePodStatus(pod, {
      containers: statuses(pod.spec.containers),
      initContainers: statuses(initContainers),
      localPorts: pod.spec.containers.flatMap((container) => localPorts(container, runs)),
      unreadyBecause: new Map(
        [...runs].flatMap(([name, { state, probeFailure }]): [string, string][] =>
          state.running && probeFailure ? [[name, probeFailure]] : [],
        ),
      ),
      startTime: new Date(startTime),
      now: host.now(),
    });
    pod = { ...pod, status };
    host.report(pod, status);
  }

  async function onRun(name: string, run: ContainerRun): Promise<void> {
    runs.set(name, run);
    report();
    await save().catch((error: unknown) =>
      host.logger.error(`The record of pod ${pod.metadata.name} is not kept: ${messageOf(error)}`),
    );
  }

  function run(container: Container, restartPolicy = pod.spec.restartPolicy): Promise<void> {
    const spec = restartPolicy ? { ...pod.spec, restartPolicy } : pod.spec;
    return runContainer({
      host,
      pod: { ...pod, spec } as Pod,
      container,
      record: kept?.containers[container.name],
      onRun: (next) => onRun(container.name, next),
      signal: stopping.signal,
    });
  }

  /** Init containers one after the other until each has succeeded, then the others side by side. */
  async function runAll(): Promise<void> {
    const beside: Promise<void>[] = [];
    for (const container of initContainers) {
      const isBeside = container.restartPolicy === 'Always';
      const policy = pod.spec.restartPolicy === 'Never' ? 'Never' : 'OnFailure';
      const running = run(container, isBeside ? 'Always' : policy);
      if (isBeside) beside.push(running);
      else await running;
      const hasFailed = !isBeside && runs.get(container.name)?.lastEnd?.exitCode !== 0;
      if (stopping.signal.aborted || hasFailed) return void (await Promise.all(beside));
    }
    await Promise.all([...beside, ...pod.spec.containers.map((container) => run(container))]);
  }

  // One that was on its way out before we knew it is only ended.
  const running = pod.metadata.deletionTimestamp ? Promise.resolve() : runAll();

  const processes = (): readonly ProcessRef[] =>
    [...runs.values()].flatMap(({ process }) => process ?? []);
  const namespaces = (): MountNamespaces =>
    new Map(
      [...runs].flatMap(([container, { process }]) =>
        process?.mountNamespace ? [[process.mountNamespace, { podUid: uid, container }]] : [],
      ),
    );

  async function detach(): Promise<void> {
    stopping.abort();
    await running;
    await saving.catch(() => undefined);
  }

  return {
    uid,
    processes,
    mountNamespaces: namespaces,
    update(next) {
      pod = { ...next, ...(pod.status ? { status: pod.status } : {}) };
    },
    async stop(graceSeconds) {
      await host.drained(uid, Math.min(DRAIN_LIMIT_MS, graceSeconds * 1000));
      await end(graceSeconds);
    },
    end,
    detach,
  };

  async function end(graceSeconds: number): Promise<void> {
    await detach();
    host.crashPoint('kubelet.before-stop');
    await stopPod({
      podUid: uid,
      dataDirectory: host.data.root,
      processes: processes(),
      mountNamespaces: namespaces(),
      graceMs: graceSeconds * 1000,
    });
    for (const run of runs.values()) {
      for (const port of Object.values(run.ports)) host.ports.release(port);
    }
  }
}

function localPorts(
  container: Container,
  runs: ReadonlyMap<string, ContainerRun>,
): readonly LocalPort[] {
  const run = runs.get(container.name);
  if (!run?.process) return [];
  return Object.entries(run.ports).map(([containerPort, port]) => {
    const name = container.ports?.find((p) => p.containerPort === Number(containerPort))?.name;
    return {
      container: container.name,
      ...(name ? { name } : {}),
      containerPort: Number(containerPort),
      port,
    };
  });
}
