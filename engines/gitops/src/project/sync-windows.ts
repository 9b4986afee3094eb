import { nextCronTime } from '@infraforge/kube';
import { matchesGlob } from '../glob.ts';
import { durationMilliseconds } from '../status/duration.ts';
import type { Application, AppProject, SyncWindow } from '../types.ts';
import { parseCron } from './cron-schedule.ts';

export type SyncQuestion = {
  readonly now: Date;
  /** Somebody asked for the sync, it is not automation's. */
  readonly manual: boolean;
  /** When a sync that is under way began: it may run over the end of its window where the window says so. */
  readonly startedAt?: Date | undefined;
  /** Only windows that match it count; all of them when none is given. */
  readonly application?: Application | undefined;
};

export type SyncDecision = {
  readonly allowed: boolean;
  /** Windows that are open now; undefined when they cannot be read, which refuses the sync. */
  readonly active: number | undefined;
  /** Why not, in a sentence. */
  readonly reason?: string;
};

/**
 * Whether the sync windows of a project let a sync happen: an open deny window refuses, an open allow window permits,
 * a closed allow window refuses. Source: pkg/apis/application/v1alpha1 (`SyncWindows.CanSync`).
 */
export function syncDecision(project: AppProject, question: SyncQuestion): SyncDecision {
  const { application } = question;
  const windows = (project.spec.syncWindows ?? []).filter(
    (window) => !application || matches(window, application),
  );
  const problem = windows.map(problemOfWindow).find((text) => text !== undefined);
  if (problem !== undefined) return { allowed: false, active: undefined, reason: problem };
  const active = windows.filter((window) => isOpen(window, question.now)).length;
  if (isAllowed(windows, question)) return { allowed: true, active };
  return { allowed: false, active, reason: 'blocked by a sync window of the project' };
}

/** The windows of a project that an application is bound by, and whether each is open. */
export function windowsOf(
  project: AppProject,
  application: Application,
  now: Date,
): readonly { readonly window: SyncWindow; readonly active: boolean }[] {
  const { syncWindows = [] } = project.spec;
  return syncWindows
    .filter((window) => matches(window, application))
    .map((window) => ({ window, active: isOpen(window, now) }));
}

/** What is wrong with a window, undefined when nothing is. An unknown time zone counts as UTC. */
export function problemOfWindow(window: SyncWindow): string | undefined {
  if (window.kind !== 'allow' && window.kind !== 'deny') {
    return `kind '${window.kind}' mismatch: can only be allow or deny`;
  }
  const schedule = parseCron(window.schedule ?? '');
  if (typeof schedule === 'string')
    return `cannot parse schedule '${window.schedule}': ${schedule}`;
  if (durationMilliseconds(window.duration ?? '') === undefined) {
    return `cannot parse duration '${window.duration}': write it like 1h30m`;
  }
  return undefined;
}

function isAllowed(windows: readonly SyncWindow[], question: SyncQuestion): boolean {
  if (windows.length === 0) return true;
  const open = windows.filter((window) => isOpen(window, question.now));
  const denies = open.filter(({ kind }) => kind === 'deny');
  if (denies.length > 0) return passes(denies, windows, question);
  const allows = windows.filter(({ kind }) => kind === 'allow');
  if (allows.length === 0 || open.some(({ kind }) => kind === 'allow')) return true;
  return passes(allows, windows, question);
}

/** Windows that stand in the way let a sync by hand pass, or one that began before them, when all of them say so. */
function passes(
  blocking: readonly SyncWindow[],
  windows: readonly SyncWindow[],
  { manual, startedAt }: SyncQuestion,
): boolean {
  if (manual && blocking.every(({ manualSync }) => manualSync === true)) return true;
  if (!startedAt || !blocking.every(({ syncOverrun }) => syncOverrun === true)) return false;
  return isAllowed(windows, { now: startedAt, manual });
}

/** Open between its start and its end, at neither of the two. */
function isOpen(window: SyncWindow, now: Date): boolean {
  const schedule = parseCron(window.schedule ?? '');
  const duration = durationMilliseconds(window.duration ?? '');
  if (typeof schedule === 'string' || duration === undefined) return false;
  const local = now.getTime() + offsetOf(window.timeZone, now);
  const start = nextCronTime(schedule, new Date(local - duration));
  return start !== undefined && start.getTime() < local;
}

/** Milliseconds that a time zone is ahead of UTC now. */
function offsetOf(timeZone: string | undefined, now: Date): number {
  if (!timeZone) return 0;
  try {
    const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
    const name = parts.formatToParts(now).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d+):(\d+)/.exec(name) ?? [];
    const total = (Number(hours) * 60 + Number(minutes)) * 60_000;
    return sign === '-' ? -total : total;
  } catch {
    return 0;
  }
}

/** One of its lists has to match, or each that it has with `andOperator`; a window without lists matches nothing. */
function matches(window: SyncWindow, { metadata, spec }: Application): boolean {
  const { destination } = spec;
  const anyOf = (patterns: readonly string[] | undefined, values: readonly string[]) =>
    patterns && patterns.length > 0
      ? patterns.some((pattern) => values.some((value) => matchesGlob(pattern, value)))
      : undefined;
  const cluster = [destination.server, destination.name].filter((each) => each !== undefined);
  const outcomes = [
    anyOf(window.applications, [metadata.name]),
    anyOf(window.clusters, cluster),
    anyOf(window.namespaces, [destination.namespace ?? '']),
  ].filter((outcome) => outcome !== undefined);
  if (outcomes.length === 0) return false;
  return window.andOperator ? outcomes.every(Boolean) : outcomes.some(Boolean);
}
