import type {
  CommitView,
  Explanation,
  RuntimeView,
  ServiceView,
} from '@infraforge/plugin-platform-common';
import type { CommandContext } from '../context.ts';
import { ageOf } from '../output/age.ts';
import { renderFields, renderSection } from '../output/sections.ts';
import { renderTable } from '../output/table.ts';
import { shortSha, statusOf } from './service.ts';

type View = Pick<CommandContext, 'columns' | 'now'>;

/** All about a service, for people. The first lines answer whether it runs, and why not. */
export function describeService(service: ServiceView, context: View): string {
  const now = context.now();
  const [only] = service.environments;
  const head = renderFields([
    ['Name', service.name],
    ['Team', service.team],
    ['Status', statusOf(only ? { service, runtime: only } : { service })],
    ['Why', service.failure],
    ['Description', service.description || undefined],
    ['Repository', service.repository?.url],
    ['Clone', service.repository?.cloneUrl],
    ['Catalog', service.entityRef],
    ['Created', `${ageOf(service.createdAt, now)} ago by ${service.requester}`],
  ]);
  if (service.environments.length === 0) return head;
  return [head, ...service.environments.map((runtime) => describeRuntime(runtime, context))].join(
    '\n',
  );
}

function describeRuntime(runtime: RuntimeView, context: View): string {
  const now = context.now();
  const { application, replicas } = runtime;
  const parts = [
    renderFields([
      ['Status', runtime.health],
      ['Sync', syncText(runtime, now)],
      ['URL', runtime.url],
      ['Ready', `${replicas.ready}/${replicas.desired}`],
      ['Restarts', String(runtime.restarts)],
      ['Namespace', runtime.namespace],
      ['App', application?.name],
    ]),
  ];
  if (runtime.explanations.length) {
    parts.push(renderSection('Why, and what to do', explanations(runtime.explanations)));
  }
  const width = context.columns - 4;
  if (runtime.revisions.length) {
    const table = renderTable(
      runtime.revisions,
      [
        { header: 'REVISION', cell: ({ sha }) => shortSha(sha) },
        { header: 'TRAFFIC', cell: ({ live }) => (live ? '100 %' : '0 %') },
        { header: 'READY', cell: ({ ready, desired }) => `${ready}/${desired}` },
        { header: 'AGE', cell: ({ createdAt }) => ageOf(createdAt, now) },
        { header: 'COMMIT', cell: ({ commit }) => (commit ? commitText(commit) : '-') },
      ],
      width,
    );
    parts.push(renderSection('Revisions', table));
  }
  if (runtime.pods.length) {
    const table = renderTable(
      runtime.pods,
      [
        { header: 'POD', cell: ({ name }) => name },
        { header: 'STATUS', cell: ({ status }) => status },
        { header: 'READY', cell: ({ ready }) => (ready ? 'yes' : 'no') },
        { header: 'RESTARTS', cell: ({ restarts }) => String(restarts) },
        { header: 'MEMORY', cell: ({ memoryBytes }) => memoryText(memoryBytes) },
        { header: 'CPU', cell: ({ cpuCores }) => cpuText(cpuCores) },
        { header: 'AGE', cell: ({ startedAt }) => ageOf(startedAt, now) },
        { header: 'MESSAGE', cell: ({ message }) => message ?? '' },
      ],
      width,
    );
    parts.push(renderSection('Pods', table));
  }
  if (application?.conditions.length) {
    const lines = application.conditions.map(({ type, message }) => `${type}: ${message}`);
    parts.push(renderSection('Conditions', lines.join('\n')));
  }
  if (application?.history.length) {
    const table = renderTable(
      [...application.history].reverse().slice(0, 10),
      [
        { header: 'ID', cell: ({ id }) => String(id) },
        { header: 'REVISION', cell: ({ revision }) => shortSha(revision) },
        { header: 'DEPLOYED', cell: ({ deployedAt }) => `${ageOf(deployedAt, now)} ago` },
      ],
      width,
    );
    parts.push(renderSection('History', table));
  }
  return renderSection(`Environment ${runtime.environment}`, parts.join('\n'));
}

function syncText(runtime: RuntimeView, now: number): string {
  const commit = runtime.commit ? ` to ${commitText(runtime.commit)}` : '';
  const at = runtime.syncedAt ? `, ${ageOf(runtime.syncedAt, now)} ago` : '';
  return `${runtime.sync}${commit}${at}`;
}

function commitText({ sha, subject, author }: CommitView): string {
  return `${shortSha(sha)} "${subject}" by ${author}`;
}

function explanations(list: readonly Explanation[]): string {
  return list.map(({ reason, nextStep }) => `${reason}\n  ${nextStep}`).join('\n');
}

/** Bytes in the largest binary unit that leaves a figure of at least one. */
function memoryText(bytes: number | undefined): string {
  if (bytes === undefined) return '-';
  const units = ['', 'Ki', 'Mi', 'Gi', 'Ti'];
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  return `${Math.round(bytes / 1024 ** power)}${units[power]}`;
}

/** Cores as Kubernetes writes them: thousandths of one. */
function cpuText(cores: number | undefined): string {
  return cores === undefined ? '-' : `${Math.round(cores * 1000)}m`;
}
