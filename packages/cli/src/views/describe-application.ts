import type {
  ApplicationHistoryEntryView,
  ApplicationPinView,
  ApplicationView,
  SyncWindowView,
} from '@infraforge/plugin-platform-common';
import type { CommandContext } from '../context.ts';
import { ageOf } from '../output/age.ts';
import { renderFields, renderSection } from '../output/sections.ts';
import { renderTable } from '../output/table.ts';
import { shortSha } from './service.ts';

/** All about an Application, for people. */
export function describeApplication(
  app: ApplicationView,
  context: Pick<CommandContext, 'columns' | 'now'>,
): string {
  const now = context.now();
  const width = context.columns - 2;
  const health = app.healthMessage ? `${app.health}: ${app.healthMessage}` : app.health;
  const { operation } = app;
  const parts = [
    renderFields([
      ['Name', app.name],
      ['Project', app.project],
      ['Namespace', app.namespace],
      ['Sync', app.revision ? `${app.sync} to ${shortSha(app.revision)}` : app.sync],
      ['Health', health],
      ['Pinned', app.pin ? pinText(app.pin, app.name, now) : undefined],
      ['Automated', automatedText(app)],
      ['Repository', app.repository],
      ['Path', app.path],
      ['Last sync', operation ? operationText(operation, now) : undefined],
    ]),
  ];
  if (app.conditions.length) {
    const lines = app.conditions.map(({ type, message }) => `${type}: ${message}`);
    parts.push(renderSection('Conditions', lines.join('\n')));
  }
  if (app.resources.length) {
    const table = renderTable(
      app.resources,
      [
        { header: 'KIND', cell: ({ kind }) => kind },
        { header: 'NAME', cell: ({ name }) => name },
        { header: 'SYNC', cell: ({ sync }) => sync ?? '' },
        { header: 'HEALTH', cell: (resource) => resource.health ?? '' },
        { header: 'MESSAGE', cell: ({ message }) => message ?? '' },
      ],
      width,
    );
    parts.push(renderSection('Resources', table));
  }
  if (app.syncWindows?.length) {
    const lines = app.syncWindows.map(windowText);
    parts.push(renderSection('Sync windows', lines.join('\n')));
  }
  if (app.history.length) {
    const table = renderTable(
      [...app.history].reverse().slice(0, 10),
      [
        { header: 'ID', cell: ({ id }) => String(id) },
        { header: 'REVISION', cell: ({ revision }) => shortSha(revision) },
        { header: 'DEPLOYED', cell: ({ deployedAt }) => `${ageOf(deployedAt, now)} ago` },
        { header: 'BY', cell: deployedBy },
      ],
      width,
    );
    parts.push(renderSection('History', table));
  }
  return parts.join('\n');
}

/** Who deployed an entry of the history. */
export function deployedBy({ by, automated }: ApplicationHistoryEntryView): string {
  if (automated) return 'automatically';
  return by?.replace('user:default/', '') ?? '-';
}

function pinText(pin: ApplicationPinView, name: string, now: number): readonly string[] {
  const why = pin.reason ? `: ${pin.reason}` : '';
  const who = pin.by.replace('user:default/', '');
  return [
    `to ${shortSha(pin.revision)} (entry ${pin.historyId}) by ${who} ${ageOf(pin.at, now)} ago${why}`,
    `it follows its source again after: gaia rollback ${name} --end`,
  ];
}

function automatedText({ automated }: ApplicationView): string | undefined {
  if (!automated) return undefined;
  const also = [automated.prune && 'prune', automated.selfHeal && 'self-heal'].filter(Boolean);
  return also.length ? `yes, with ${also.join(' and ')}` : 'yes';
}

function windowText(window: SyncWindowView): string {
  const zone = window.timeZone ? ` ${window.timeZone}` : '';
  const hand = window.manualSync ? ', syncs by hand pass' : '';
  const now = window.active ? 'open now' : 'closed now';
  return `${window.kind} ${window.schedule}${zone} for ${window.duration}${hand}: ${now}`;
}

function operationText(operation: NonNullable<ApplicationView['operation']>, now: number): string {
  const when = ageOf(operation.finishedAt ?? operation.startedAt, now);
  const message = operation.message ? `: ${operation.message}` : '';
  return `${operation.phase} ${when} ago${message}`;
}
