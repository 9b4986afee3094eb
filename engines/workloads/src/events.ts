import { sha256 } from '@infraforge/kernel';
import { groupOf, type KubeObject, type ObjectKey } from '@infraforge/kube';
import { kubeTime } from './object-rules.ts';
import type { Action, Outcome } from './types.ts';

/** Something that a controller did or could not do, for the people who look at the object. */
export type EventNote = {
  readonly about: KubeObject;
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
};

/** Kubernetes' `--event-ttl`. */
const KEPT_MILLISECONDS = 60 * 60_000;

type Event = KubeObject & { readonly count?: number; readonly lastTimestamp?: string };

/**
 * What keeps the note as a Kubernetes Event: a new one, or one more of the same. Equal notes about one object share an
 * Event, whose name follows from them, so that a step that is repeated does not fill the store.
 */
export function eventAction(
  note: EventNote,
  find: (key: ObjectKey) => KubeObject | undefined,
  component: string,
  now: Date,
): Action {
  const { about, type, reason, message } = note;
  const { uid = '', namespace = '' } = about.metadata;
  const hash = sha256([uid, type, reason, message].join('\n')).slice(0, 16);
  const name = `${about.metadata.name.slice(0, 200)}.${hash}`;
  const place = namespace || 'default';
  const time = kubeTime(now);
  const before = find({ group: '', kind: 'Event', namespace: place, name }) as Event | undefined;
  if (before) {
    const count = (before.count ?? 1) + 1;
    return { kind: 'update', object: { ...before, count, lastTimestamp: time } };
  }
  return {
    kind: 'create',
    object: {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name, namespace: place },
      involvedObject: {
        apiVersion: about.apiVersion,
        kind: about.kind,
        name: about.metadata.name,
        ...(namespace ? { namespace } : {}),
        uid,
        ...(about.metadata.resourceVersion
          ? { resourceVersion: about.metadata.resourceVersion }
          : {}),
      },
      type,
      reason,
      message: message.slice(0, 1024),
      count: 1,
      firstTimestamp: time,
      lastTimestamp: time,
      eventTime: null,
      source: { component },
      reportingComponent: component,
      reportingInstance: '',
    },
  };
}

/** Events are kept for an hour after they happened last. */
export function reconcileEvent(event: KubeObject, now: Date): Outcome {
  const { lastTimestamp, firstTimestamp, eventTime } = event as Record<string, unknown>;
  const last = lastTimestamp ?? eventTime ?? firstTimestamp ?? event.metadata.creationTimestamp;
  const end = Date.parse(String(last)) + KEPT_MILLISECONDS;
  if (Number.isNaN(end)) return { actions: [] };
  if (end > now.getTime()) return { actions: [], wakeAt: new Date(end) };
  const { name, namespace = '', uid } = event.metadata;
  const key = { group: groupOf(event.apiVersion), kind: event.kind, namespace, name };
  return { actions: [{ kind: 'delete', key, uid }] };
}
