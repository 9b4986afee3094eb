import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createObjectIndex, type ObjectIndex } from './object-index.ts';
import { reconcileStatefulSet } from './stateful-set.ts';
import { ordinalOf } from './stateful-set-pods.ts';
import type { ControllerRevision, StatefulSet } from './stateful-set-types.ts';
import { later, NOW } from './testing/objects.ts';
import type { Action, Pod } from './types.ts';

function statefulSet(spec: object = {}, image = 'one'): StatefulSet {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'db', namespace: 'team-dev', uid: 's1', generation: 1 },
    spec: {
      replicas: 3,
      serviceName: 'db',
      selector: { matchLabels: { app: 'db' } },
      template: {
        metadata: { labels: { app: 'db' } },
        spec: { containers: [{ name: 'app', image }] },
      },
      volumeClaimTemplates: [
        {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          metadata: { name: 'data' },
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
        },
      ],
      ...spec,
    },
  };
}

/** A cluster that carries out what the controller says, and answers what it did. */
function cluster(first: StatefulSet) {
  let set = first;
  let uids = 0;
  const index: ObjectIndex = createObjectIndex();
  const log: string[] = [];
  const pods = () => index.ofKind('', 'Pod') as readonly Pod[];

  function carryOut(action: Action): void {
    const object =
      action.kind === 'delete'
        ? index.find(`${action.key.kind} ${action.key.namespace}/${action.key.name}`)
        : action.object;
    if (!object) return;
    if (action.kind === 'updateStatus') set = action.object as StatefulSet;
    else if (action.kind === 'delete') {
      log.push(`-${object.metadata.name}`);
      index.remove(object);
    } else {
      uids += 1;
      const uid = object.metadata.uid ?? `u${uids}`;
      if (object.kind !== 'ControllerRevision') log.push(`+${object.metadata.name}`);
      index.put({ ...object, metadata: { ...object.metadata, uid } });
    }
  }

  function step(admit = (): string | undefined => undefined): readonly string[] {
    log.length = 0;
    const outcome = reconcileStatefulSet(set, {
      pods: pods(),
      revisions: index.ofKind('apps', 'ControllerRevision') as readonly ControllerRevision[],
      claims: index.ofKind('', 'PersistentVolumeClaim'),
      addressFor: (pod) => `127.64.0.${pod.slice(-1)}`,
      admit,
      now: later(60),
    });
    for (const action of outcome.actions) carryOut(action);
    return [...log];
  }

  return {
    step,
    pods,
    index,
    change(next: StatefulSet) {
      set = { ...next, ...(set.status ? { status: set.status } : {}) };
    },
    status: () => set.status,
    setReady(ordinal: number, ready = true) {
      const pod = pods().find((each) => ordinalOf(set, each) === ordinal);
      assert.ok(pod, `pod ${ordinal}`);
      const Ready = {
        type: 'Ready',
        status: ready ? ('True' as const) : ('False' as const),
        lastTransitionTime: NOW.toISOString(),
      };
      index.put({ ...pod, status: { phase: 'Running', conditions: [Ready] } });
    },
    /** Steps until nothing happens any more, with every pod ready as soon as it is there. */
    settle(): readonly string[] {
      const all: string[] = [];
      for (let round = 0; round < 50; round += 1) {
        const done = step();
        all.push(...done);
        for (const pod of pods()) world.setReady(ordinalOf(set, pod) ?? 0);
        if (done.length === 0 && round > 1) return all;
      }
      throw new Error('It does not settle.');
    },
  };
}
let world: ReturnType<typeof cluster>;

test('pods come one after the other, each with its claim, name and address', () => {
  world = cluster(statefulSet());
  assert.deepEqual(world.step(), ['+data-db-0', '+db-0']);
  assert.deepEqual(world.step(), [], 'the next waits for the first');
  world.setReady(0);
  assert.deepEqual(world.step(), ['+data-db-1', '+db-1']);
  assert.deepEqual(world.settle(), ['+data-db-2', '+db-2']);
  const [pod] = world.pods();
  assert.deepEqual(
    [pod?.spec.hostname, pod?.spec.subdomain, pod?.spec.volumes],
    ['db-0', 'db', [{ name: 'data', persistentVolumeClaim: { claimName: 'data-db-0' } }]],
  );
  assert.equal(pod?.metadata.annotations?.['infraforge.io/address'], '127.64.0.0');
  assert.equal(world.status()?.currentRevision, world.status()?.updateRevision);
  assert.equal(world.status()?.readyReplicas, 3);
});

test('in parallel all come at once', () => {
  world = cluster(statefulSet({ podManagementPolicy: 'Parallel', volumeClaimTemplates: [] }));
  assert.deepEqual(world.step(), ['+db-0', '+db-1', '+db-2']);
});

test('it shrinks from the highest and keeps the claims, unless it is told to delete them', () => {
  world = cluster(statefulSet());
  world.settle();
  world.change(statefulSet({ replicas: 1 }));
  assert.deepEqual(world.settle(), ['-db-2', '-db-1']);
  assert.equal(world.index.ofKind('', 'PersistentVolumeClaim').length, 3);
  const policy = { persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete' } };
  world.change(statefulSet({ replicas: 1, ...policy }));
  assert.deepEqual(world.settle(), ['-data-db-1', '-data-db-2']);
});

test('an update goes from the highest down to the partition, and comes back', () => {
  world = cluster(statefulSet());
  world.settle();
  const first = world.status()?.currentRevision;
  const partition = { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1 } } };
  world.change(statefulSet(partition, 'two'));
  assert.deepEqual(world.settle(), ['-db-2', '+db-2', '-db-1', '+db-1']);
  assert.equal(world.status()?.updatedReplicas, 2);
  assert.equal(world.status()?.currentRevision, first);
  world.change(statefulSet({}, 'two'));
  assert.deepEqual(world.settle(), ['-db-0', '+db-0']);
  assert.notEqual(world.status()?.currentRevision, first);
  world.change(statefulSet({}, 'one'));
  world.settle();
  assert.equal(world.status()?.currentRevision, first);
  const revisions = world.index.ofKind('apps', 'ControllerRevision') as ControllerRevision[];
  assert.deepEqual(revisions.map(({ revision }) => revision).sort(), [2, 3]);
});

test('a rollout that broke is mended by the next revision', () => {
  world = cluster(statefulSet());
  world.settle();
  world.change(statefulSet({}, 'broken'));
  assert.deepEqual(world.step(), ['-db-2']);
  world.step();
  world.setReady(2, false);
  assert.deepEqual(world.step(), [], 'it waits for the pod that is not ready');
  world.change(statefulSet({}, 'mended'));
  assert.deepEqual(world.step(), ['-db-2']);
  assert.deepEqual(world.settle().slice(0, 2), ['+db-2', '-db-1']);
});

test('a pod that ended is made again, and a refusal is said', () => {
  world = cluster(statefulSet({ replicas: 1, volumeClaimTemplates: [] }));
  world.settle();
  const [pod] = world.pods();
  assert.ok(pod);
  world.index.put({ ...pod, status: { phase: 'Failed' } });
  assert.deepEqual(world.step(), ['-db-0']);
  assert.deepEqual(
    world.step(() => 'exceeded quota: small'),
    [],
  );
  assert.equal(world.status()?.conditions?.[0]?.message?.includes('exceeded quota: small'), true);
});
