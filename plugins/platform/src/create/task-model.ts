import type { ScaffolderTask, TaskStream } from '@backstage/plugin-scaffolder-react';

/** One step of a creation as the page shows it. */
export interface ShownStep {
  readonly id: string;
  readonly name: string;
  /** A status word of the product. */
  readonly status: string;
  readonly startedAt?: string;
  readonly endedAt?: string;
  readonly lines: readonly string[];
}

const words: Readonly<Record<string, string>> = {
  open: 'Pending',
  processing: 'Running',
  completed: 'Succeeded',
  failed: 'Failed',
  cancelled: 'Cancelled',
  skipped: 'Skipped',
};

/** The product's word for a status of the scaffolder. */
export function statusWord(status: string): string {
  return words[status] ?? status;
}

/** What the task as a whole is doing, from its stream. */
export function taskStatus(stream: TaskStream): string {
  if (stream.cancelled) return 'Cancelled';
  if (!stream.completed) return 'Running';
  return stream.error || Object.values(stream.steps).some(({ status }) => status === 'failed')
    ? 'Failed'
    : 'Succeeded';
}

/** The escape sequences that colour a terminal; 27 is the code of escape. */
const colours = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

/** `info: Registering …` of `2026-11-24T11:35:35.084Z info: Registering …`, without a terminal's colours. */
export function plainLine(line: string): string {
  return line
    .replace(colours, '')
    .replace(/^\d{4}-\d\d-\d\dT[\d:.]+Z\s*/, '')
    .trimEnd();
}

/** Lines that say again what the step's own row says, and where in the platform's code an error arose. */
const noise = /^((Beginning|Finished|Skipping) step |\s+at .+\(?.+:\d+:\d+\)?$)/;

/** The steps in their order, each with its lines. */
export function stepsOf(stream: TaskStream): readonly ShownStep[] {
  return (stream.task?.spec.steps ?? []).map(({ id, name }) => {
    const step = stream.steps[id];
    return {
      id,
      name: name ?? id,
      status: statusWord(step?.status ?? 'open'),
      ...(step?.startedAt !== undefined && { startedAt: step.startedAt }),
      ...(step?.endedAt !== undefined && { endedAt: step.endedAt }),
      lines: (stream.stepLogs[id] ?? [])
        .flatMap((text) => text.split('\n'))
        .map(plainLine)
        .filter((line) => line !== '' && !noise.test(line)),
    };
  });
}

/** What a task makes: the name in its form, else its template. */
export function subjectOf(task: ScaffolderTask): string {
  const name = task.spec.parameters.name;
  return typeof name === 'string' ? name : templateOf(task);
}

/** The title of the template that a task follows. */
export function templateOf(task: ScaffolderTask): string {
  const metadata = task.spec.templateInfo?.entity?.metadata;
  return metadata?.title ?? metadata?.name ?? 'Task';
}

/** The form of a task's template, filled in as it was; undefined where the template is unknown. */
export function formPath(task: ScaffolderTask): string | undefined {
  const metadata = task.spec.templateInfo?.entity?.metadata;
  if (!metadata) return undefined;
  const data = new URLSearchParams({ formData: JSON.stringify(task.spec.parameters) });
  return `/create/templates/${metadata.namespace ?? 'default'}/${metadata.name}?${data}`;
}
