import type { EmbeddedGit } from '@infraforge/git';
import type { KubeObject } from '@infraforge/kube';
import type { ScmHost } from '@infraforge/platform';
import type { ForgeStore } from '@infraforge/scm';
import type { ServiceRegister } from '@infraforge/services';
import type { ObjectStore } from '@infraforge/workloads';

/**
 * The instants at which a kill of the server is most likely to leave something half made; the end-to-end test dies at
 * each of them (tools/e2e/src/crash.test.ts).
 */
export const SERVER_CRASH_POINTS = [
  'server.creation.name-taken',
  'server.creation.repository-recorded',
  'server.creation.pushed',
  'server.creation.described',
  'server.creation.before-active',
  'server.creation.starting-over',
  'server.sync.application-made',
  'server.sync.half-applied',
  'server.sync.before-status',
  'server.rollout.replica-set-made',
  'server.rollout.pod-made',
  'server.rollout.before-old-scaled',
  'server.deletion.marked',
  'server.deletion.archived',
  'server.deletion.application-going',
  'server.deletion.before-name-freed',
] as const;

type CrashPoint = (typeof SERVER_CRASH_POINTS)[number];

type Ports = {
  readonly register: ServiceRegister;
  readonly forge: ForgeStore;
  readonly git: EmbeddedGit;
  readonly scm: ScmHost;
  readonly objects: ObjectStore;
};

const AFTER_CREATE: Readonly<Record<string, CrashPoint>> = {
  Application: 'server.sync.application-made',
  Deployment: 'server.sync.half-applied',
  ReplicaSet: 'server.rollout.replica-set-made',
  Pod: 'server.rollout.pod-made',
};

/** The ports, with the dangerous instants between one write and the next. For tests only: they read a file each time. */
export function withCrashPoints(ports: Ports, crash: (point: CrashPoint) => void): Ports {
  const { register, forge, git, scm, objects } = ports;
  return {
    register: {
      ...register,
      async reserve(service) {
        const result = await register.reserve(service);
        crash('server.creation.name-taken');
        return result;
      },
      async change(name, patch, expected) {
        if (patch.state === 'active') crash('server.creation.before-active');
        const changed = await register.change(name, patch, expected);
        if (patch.state === 'deleting') crash('server.deletion.marked');
        if (patch.failure && !patch.state) crash('server.creation.starting-over');
        return changed;
      },
      async remove(name) {
        crash('server.deletion.before-name-freed');
        return register.remove(name);
      },
    },
    forge: {
      ...forge,
      async createRepository(owner, name, patch) {
        const repository = await forge.createRepository(owner, name, patch);
        crash('server.creation.repository-recorded');
        return repository;
      },
      async insertDeliveries(deliveries) {
        if (deliveries.some(({ event }) => event === 'push')) crash('server.creation.pushed');
        return forge.insertDeliveries(deliveries);
      },
    },
    git: {
      ...git,
      async write(id, write) {
        const commit = await git.write(id, write);
        if (write.changes.some(({ path }) => path === 'catalog-info.yaml')) {
          crash('server.creation.described');
        }
        return commit;
      },
    },
    scm: {
      ...scm,
      async archiveRepository(owner, name) {
        await scm.archiveRepository(owner, name);
        crash('server.deletion.archived');
      },
    },
    objects: {
      ...objects,
      async create(object) {
        const created = await objects.create(object);
        const point = AFTER_CREATE[object.kind];
        if (point) crash(point);
        return created;
      },
      async update(object) {
        if (scalesToNothing(object)) crash('server.rollout.before-old-scaled');
        return objects.update(object);
      },
      async updateStatus(object) {
        if (object.kind === 'Application') crash('server.sync.before-status');
        return objects.updateStatus(object);
      },
      async delete(key, options) {
        const deleted = await objects.delete(key, options);
        if (key.kind === 'Application') crash('server.deletion.application-going');
        return deleted;
      },
    },
  };
}

function scalesToNothing(object: KubeObject): boolean {
  return object.kind === 'ReplicaSet' && (object.spec as { replicas?: number }).replicas === 0;
}
