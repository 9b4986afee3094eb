import { PlatformError } from '@infraforge/kernel';
import type { ServiceView } from '@infraforge/plugin-platform-common';
import type { Command } from 'commander';
import { isNotFound } from '../client/http.ts';
import { type PlatformApi, platformApi } from '../client/platform-api.ts';
import type { CommandContext } from '../context.ts';
import { globalOptions } from '../global-options.ts';
import { renderDocument } from '../output/print.ts';
import { type Step, stepPrinter } from '../output/steps.ts';
import { readKindAndNames, wrongUsage } from '../usage.ts';
import { waitFor } from '../wait.ts';

/** `gaia delete service|token NAME` */
export function registerDelete(program: Command, context: CommandContext): void {
  program
    .command('delete')
    .description('Delete a service (its repository is archived, not deleted) or a token.')
    .argument('<KIND>', 'service or token; also KIND/NAME')
    .argument('[NAME]', 'its name')
    .option('-y, --yes', 'do not ask', false)
    .option('--no-wait', 'return as soon as it has begun')
    .addHelpText(
      'after',
      `
Examples:
  gaia delete service orders
  gaia delete service orders --yes --no-wait
  gaia delete token 4f1c09aa`,
    )
    .action(async (kindWord: string, name: string | undefined, options, command: Command) => {
      const found = readKindAndNames(command, kindWord, name ? [name] : [], ['service', 'token']);
      const [wanted, ...more] = found.names;
      if (!wanted || more.length) return wrongUsage(command, `name one ${found.kind}.`);
      const api = platformApi(context, command);
      await deleteOne(context, api, found.kind === 'token' ? 'token' : 'service', wanted, {
        ...(options as DeleteOptions),
        command,
      });
    });
}

type DeleteOptions = { readonly yes: boolean; readonly wait: boolean };

async function deleteOne(
  context: CommandContext,
  api: PlatformApi,
  kind: 'service' | 'token',
  name: string,
  options: DeleteOptions & { readonly command: Command },
): Promise<void> {
  const { output } = globalOptions(options.command);
  const quiet = output !== 'table' && output !== 'wide';
  // Asked first, so that nobody confirms what is not there.
  const service = kind === 'service' ? await api.service(name) : undefined;
  if (!options.yes && !(await confirmed(context, kind, name, service, options.command))) {
    context.stderr.write('Nothing was deleted.\n');
    context.setExitCode(1);
    return;
  }
  if (kind === 'token') await api.deleteToken(name);
  else {
    await begun(context, api, name);
    if (options.wait) await gone(context, api, name, quiet);
  }
  const state = kind === 'service' && !options.wait ? 'is being deleted' : 'deleted';
  if (output === 'json' || output === 'yaml') {
    context.stdout.write(await renderDocument({ kind, name, state }, output));
  } else context.stdout.write(quiet ? `${kind}/${name}\n` : `${kind}/${name} ${state}\n`);
}

async function confirmed(
  context: CommandContext,
  kind: string,
  name: string,
  service: ServiceView | undefined,
  command: Command,
): Promise<boolean> {
  if (!context.canAsk) {
    return wrongUsage(command, `nobody can be asked here: say --yes to delete ${kind} ${name}.`);
  }
  const { confirm } = await import('@clack/prompts');
  const pods = service?.environments.reduce((sum, { pods: running }) => sum + running.length, 0);
  const what = service
    ? `Delete service ${name} of ${service.team}? ${pods} pods stop, its address goes away, its repository is archived.`
    : `Delete ${kind} ${name}? What uses it stops working.`;
  const answer = await confirm({ message: what, initialValue: false, signal: context.signal });
  return answer === true;
}

/** Asks for the deletion, and again when the platform is away for a moment: it may have heard the first time. */
async function begun(context: CommandContext, api: PlatformApi, name: string): Promise<void> {
  let hasAsked = false;
  const patience = {
    everyMilliseconds: 500,
    atMostMilliseconds: 30_000,
    tooLong: () => new PlatformError('gaia.server-away', 'The platform does not answer.'),
  };
  await waitFor(context, patience, async () => {
    const isRepeated = hasAsked;
    hasAsked = true;
    await api.deleteService(name).catch((error: unknown) => {
      if (!(isRepeated && isNotFound(error))) throw error;
    });
    return true;
  });
}

/** Waits until the platform does not know the service any more, and shows how far it is. */
async function gone(
  context: CommandContext,
  api: PlatformApi,
  name: string,
  quiet: boolean,
): Promise<void> {
  const printer = stepPrinter(context);
  const began = context.now();
  const endedAt = new Map<string, number>();
  const show = (service: ServiceView | undefined) => {
    if (!quiet) printer.show(stepsOf(service, { began, now: context.now(), endedAt }));
  };
  const patience = {
    everyMilliseconds: 200,
    atMostMilliseconds: 120_000,
    tooLong: () =>
      new PlatformError('gaia.timeout', `${name} is not gone after 2 minutes.`, {
        hint: `It goes on. See how far it is: gaia describe service ${name}`,
      }),
  };
  try {
    await waitFor(context, patience, async () => {
      const service = await api.service(name).catch((error: unknown) => {
        if (isNotFound(error)) return undefined;
        throw error;
      });
      show(service);
      return service ? undefined : true;
    });
  } finally {
    printer.end();
  }
}

type Times = {
  readonly began: number;
  readonly now: number;
  readonly endedAt: Map<string, number>;
};

/** What of a service is left, as steps: the order in which it goes. */
function stepsOf(service: ServiceView | undefined, times: Times): readonly Step[] {
  const environments = service?.environments ?? [];
  const pods = environments.reduce((sum, runtime) => sum + runtime.pods.length, 0);
  const apps = environments.filter(({ application }) => application).length;
  const all = [
    { title: 'stopped', done: pods === 0, left: `${pods} pods left` },
    { title: 'unsynced', done: pods === 0 && apps === 0, left: 'its app is being removed' },
    { title: 'forgotten', done: !service, left: 'its catalog entry and its name' },
  ];
  let before = times.began;
  let mayRun = true;
  return all.map(({ title, done, left }): Step => {
    if (!mayRun) return { title, state: 'pending' };
    if (!done) {
      mayRun = false;
      return { title, state: 'running', detail: left, milliseconds: times.now - before };
    }
    const ended = times.endedAt.get(title) ?? times.now;
    times.endedAt.set(title, ended);
    const milliseconds = ended - before;
    before = ended;
    return { title, state: 'succeeded', milliseconds };
  });
}
