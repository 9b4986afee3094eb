import type { KubeObject } from '@infraforge/kube';
import {
  age,
  ageColumn,
  at,
  type Column,
  column,
  duration,
  joined,
  listAt,
  NONE,
  nameColumn,
  numberAt,
  pairs,
  selectorText,
  templateColumns,
  textAt,
  wide,
} from './cell.ts';
import { podColumns } from './pod-columns.ts';

const selector = wide('Selector', (object) => selectorText(at(object, 'spec.selector')));
const number = (name: string, path: string, absent = 0) =>
  column(name, (object) => numberAt(object, path, absent), 'integer');
const text = (name: string, path: string, absent = NONE) =>
  column(name, (object) => textAt(object, path, absent));

/** The columns by `group/Kind`, with the names and the order of `kubectl get`. */
const byKind: Readonly<Record<string, readonly Column[]>> = {
  '/Pod': podColumns,
  '/Service': [
    nameColumn,
    text('Type', 'spec.type', 'ClusterIP'),
    text('Cluster-IP', 'spec.clusterIP'),
    column('External-IP', () => NONE),
    column('Port(s)', servicePorts),
    ageColumn,
    wide('Selector', (object) => pairs(at(object, 'spec.selector'))),
  ],
  '/ConfigMap': [nameColumn, column('Data', dataCount, 'integer'), ageColumn],
  '/Secret': [
    nameColumn,
    text('Type', 'type', 'Opaque'),
    column('Data', dataCount, 'integer'),
    ageColumn,
  ],
  '/Namespace': [nameColumn, text('Status', 'status.phase', 'Active'), ageColumn],
  '/Event': [
    column('Last Seen', (event, now) => age(lastSeen(event), now)),
    text('Type', 'type', ''),
    text('Reason', 'reason', ''),
    column('Object', eventObject),
    wide('Subobject', (event) => textAt(event, 'involvedObject.fieldPath', '')),
    wide('Source', (event) => textAt(event, 'source.component', '')),
    text('Message', 'message', ''),
    wide('First Seen', (event, now) => age(at(event, 'firstTimestamp'), now)),
    wide('Count', (event) => numberAt(event, 'count', 1)),
    wide('Name', (event) => event.metadata.name),
  ],
  '/PersistentVolumeClaim': [
    nameColumn,
    text('Status', 'status.phase', 'Pending'),
    text('Volume', 'spec.volumeName', ''),
    text('Capacity', 'status.capacity.storage', ''),
    column('Access Modes', (claim) => joined(listAt(claim, 'spec.accessModes'))),
    text('StorageClass', 'spec.storageClassName', ''),
    ageColumn,
    wide('VolumeMode', (claim) => textAt(claim, 'spec.volumeMode', 'Filesystem')),
  ],
  '/ResourceQuota': [nameColumn, ageColumn, column('Used', quotaText)],
  'apps/Deployment': [
    nameColumn,
    column('Ready', readyText),
    number('Up-to-date', 'status.updatedReplicas'),
    number('Available', 'status.availableReplicas'),
    ageColumn,
    ...templateColumns,
    selector,
  ],
  'apps/ReplicaSet': [
    nameColumn,
    number('Desired', 'spec.replicas', 1),
    number('Current', 'status.replicas'),
    number('Ready', 'status.readyReplicas'),
    ageColumn,
    ...templateColumns,
    selector,
  ],
  'apps/StatefulSet': [nameColumn, column('Ready', readyText), ageColumn, ...templateColumns],
  'batch/Job': [
    nameColumn,
    column('Status', jobStatus),
    column(
      'Completions',
      (job) => `${numberAt(job, 'status.succeeded')}/${numberAt(job, 'spec.completions', 1)}`,
    ),
    column('Duration', jobDuration),
    ageColumn,
    ...templateColumns,
    selector,
  ],
  'batch/CronJob': [
    nameColumn,
    text('Schedule', 'spec.schedule'),
    text('Timezone', 'spec.timeZone'),
    column('Suspend', (job) => (at(job, 'spec.suspend') === true ? 'True' : 'False')),
    column('Active', (job) => listAt(job, 'status.active').length, 'integer'),
    column('Last Schedule', (job, now) => {
      const last = at(job, 'status.lastScheduleTime');
      return last === undefined ? NONE : age(last, now);
    }),
    ageColumn,
  ],
  'networking.k8s.io/Ingress': [
    nameColumn,
    text('Class', 'spec.ingressClassName'),
    column('Hosts', (ingress) =>
      listAt(ingress, 'spec.rules').length === 0
        ? '*'
        : joined(listAt(ingress, 'spec.rules').map((rule) => at(rule, 'host') ?? '*')),
    ),
    column('Address', (ingress) =>
      listAt(ingress, 'status.loadBalancer.ingress')
        .map((each) => at(each, 'ip') ?? at(each, 'hostname'))
        .join(','),
    ),
    column('Ports', (ingress) => (listAt(ingress, 'spec.tls').length > 0 ? '80, 443' : '80')),
    ageColumn,
  ],
  'autoscaling/HorizontalPodAutoscaler': [
    nameColumn,
    column(
      'Reference',
      (scaler) =>
        `${textAt(scaler, 'spec.scaleTargetRef.kind')}/${textAt(scaler, 'spec.scaleTargetRef.name')}`,
    ),
    number('MinPods', 'spec.minReplicas', 1),
    number('MaxPods', 'spec.maxReplicas'),
    number('Replicas', 'status.currentReplicas'),
    ageColumn,
  ],
  'policy/PodDisruptionBudget': [
    nameColumn,
    text('Min Available', 'spec.minAvailable', 'N/A'),
    text('Max Unavailable', 'spec.maxUnavailable', 'N/A'),
    number('Allowed Disruptions', 'status.disruptionsAllowed'),
    ageColumn,
  ],
  'argoproj.io/Application': [
    nameColumn,
    text('Sync Status', 'status.sync.status', 'Unknown'),
    text('Health Status', 'status.health.status', 'Unknown'),
    wide('Revision', (application) => textAt(application, 'status.sync.revision', '')),
    wide('Project', (application) => textAt(application, 'spec.project', '')),
  ],
};

const plain: readonly Column[] = [nameColumn, ageColumn];

/** The columns of a kind; name and age of one that has none of its own. */
export function columnsOf(group: string, kind: string): readonly Column[] {
  return byKind[`${group}/${kind}`] ?? plain;
}

function readyText(object: KubeObject): string {
  return `${numberAt(object, 'status.readyReplicas')}/${numberAt(object, 'spec.replicas', 1)}`;
}

function servicePorts(service: KubeObject): string {
  return joined(
    listAt(service, 'spec.ports').map(
      (port) => `${textAt(port, 'port')}/${textAt(port, 'protocol', 'TCP')}`,
    ),
  );
}

function dataCount(object: KubeObject): number {
  const data = Object.keys((object.data ?? {}) as object).length;
  return data + Object.keys((object.binaryData ?? {}) as object).length;
}

function lastSeen(event: KubeObject): unknown {
  return at(event, 'lastTimestamp') ?? at(event, 'eventTime') ?? event.metadata.creationTimestamp;
}

function eventObject(event: KubeObject): string {
  const kind = textAt(event, 'involvedObject.kind', '').toLowerCase();
  return `${kind}/${textAt(event, 'involvedObject.name', '')}`;
}

function quotaText(quota: KubeObject): string {
  const hard = (at(quota, 'status.hard') ?? at(quota, 'spec.hard') ?? {}) as Record<
    string,
    unknown
  >;
  const used = (at(quota, 'status.used') ?? {}) as Record<string, unknown>;
  const names = Object.keys(hard).sort();
  return names.map((name) => `${name}: ${used[name] ?? 0}/${hard[name]}`).join(', ');
}

function jobStatus(job: KubeObject): string {
  const conditions = listAt(job, 'status.conditions');
  const holds = (type: string) =>
    conditions.some((each) => at(each, 'type') === type && at(each, 'status') === 'True');
  if (holds('Complete')) return 'Complete';
  if (holds('Failed')) return 'Failed';
  if (job.metadata.deletionTimestamp) return 'Terminating';
  return holds('Suspended') ? 'Suspended' : 'Running';
}

function jobDuration(job: KubeObject, now: Date): string {
  const start = at(job, 'status.startTime');
  if (typeof start !== 'string') return '';
  const end = at(job, 'status.completionTime');
  const until = typeof end === 'string' ? Date.parse(end) : now.getTime();
  return duration(until - Date.parse(start));
}
