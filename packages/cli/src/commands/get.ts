import { PlatformError } from '@infraforge/kernel';
import { type Command, Option } from 'commander';
import { type ApplicationFilter, type PlatformApi, platformApi } from '../client/platform-api.ts';
import type { CommandContext } from '../context.ts';
import { globalOptions, type OutputFormat } from '../global-options.ts';
import type { Kind } from '../kinds.ts';
import { printList } from '../output/print.ts';
import type { Column } from '../output/table.ts';
import { readKindAndNames } from '../usage.ts';
import { applicationColumns } from '../views/application.ts';
import { serviceColumns, serviceRows } from '../views/service.ts';
import { teamColumns, tokenColumns } from '../views/team-and-token.ts';

/** `gaia get KIND [NAME…]` */
export function registerGet(program: Command, context: CommandContext): void {
  program
    .command('get')
    .description('List services, apps, teams or tokens.')
    .argument('<KIND>', 'service, app, team or token; also plural, or KIND/NAME')
    .argument('[NAME...]', 'only these')
    .option('--team <team>', 'only services or apps of this team')
    .option('--project <project>', 'only apps of this project')
    .addOption(
      new Option('--sync <status>', 'only apps that are').choices([
        'Synced',
        'OutOfSync',
        'Unknown',
      ]),
    )
    .addOption(
      new Option('--health <status>', 'only apps that are').choices([
        'Healthy',
        'Progressing',
        'Degraded',
        'Suspended',
        'Missing',
        'Unknown',
      ]),
    )
    .addHelpText(
      'after',
      `
Examples:
  gaia get services                  what runs, and how it is
  gaia get services --team payments -o wide
  gaia get service orders -o yaml    all that the platform knows about it
  gaia get apps --sync OutOfSync     what differs from Git
  gaia get apps -o name              names for a script
  gaia get tokens`,
    )
    .action(async (kindWord: string, names: readonly string[], options: GetOptions, command) => {
      const found = readKindAndNames(command, kindWord, names);
      const api = platformApi(context, command);
      const { output } = globalOptions(command);
      await get(context, api, output, found.kind, found.names, options);
    });
}

type GetOptions = ApplicationFilter;

async function get(
  context: CommandContext,
  api: PlatformApi,
  output: OutputFormat,
  kind: Kind,
  names: readonly string[],
  options: GetOptions,
): Promise<void> {
  const show = <T, R>(
    items: readonly T[],
    rows: (item: T) => readonly R[],
    nameOf: (item: T) => string,
    columns: readonly Column<R>[],
  ) =>
    printList(context, output, {
      kind,
      items,
      rows,
      nameOf,
      columns,
      single: names.length === 1,
      empty: nothingYet[kind],
    });
  const one = <T>(item: T) => [item];
  const now = context.now();
  switch (kind) {
    case 'service': {
      const all = names.length
        ? await Promise.all(names.map((name) => api.service(name)))
        : await api.services();
      const services = all.filter(({ team }) => !options.team || team === options.team);
      return show(services, serviceRows, ({ name }) => name, serviceColumns(now));
    }
    case 'app': {
      const apps = names.length
        ? await Promise.all(names.map((name) => api.application(name)))
        : await api.applications(options);
      return show(apps, one, ({ name }) => name, applicationColumns);
    }
    case 'team': {
      const teams = select(await api.teams(), names, ({ name }) => name, kind);
      return show(teams, one, ({ name }) => name, teamColumns);
    }
    case 'token': {
      const tokens = select(await api.tokens(), names, ({ id }) => id, kind);
      return show(tokens, one, ({ id }) => id, tokenColumns(now));
    }
  }
}

/** The items of these names, in the order of the names; all when there are none. */
function select<T>(
  items: readonly T[],
  names: readonly string[],
  nameOf: (item: T) => string,
  kind: Kind,
): readonly T[] {
  if (names.length === 0) return items;
  return names.map((name) => {
    const found = items.find((item) => nameOf(item) === name);
    if (found) return found;
    throw new PlatformError('gaia.not-found', `There is no ${kind} "${name}".`, {
      hint: `\`gaia get ${kind}s\` shows what there is.`,
    });
  });
}

const nothingYet: Readonly<Record<Kind, string>> = {
  service: 'No services yet. Create one: gaia create service NAME --team TEAM',
  app: 'No apps yet. Creating a service makes one: gaia create service NAME --team TEAM',
  team: 'No teams. They are Groups of the catalog with the label infraforge.io/tenant: "true".',
  token: 'No tokens. Create one: gaia create token --description TEXT',
};
