import { PlatformError } from '@infraforge/kernel';
import type { CreateService, CreationView } from '@infraforge/plugin-platform-common';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type PlatformApi, platformApi } from '../client/platform-api.ts';
import type { CommandContext } from '../context.ts';
import { globalOptions } from '../global-options.ts';
import { renderDocument } from '../output/print.ts';
import { type Step, stepPrinter } from '../output/steps.ts';
import { wrongUsage } from '../usage.ts';
import { waitFor } from '../wait.ts';

/** `gaia create service NAME --team TEAM` */
export function registerCreateService(create: Command, context: CommandContext): void {
  create
    .command('service')
    .description(
      'Create a service: repository, pipeline, docs, and a first version that runs in dev.',
    )
    .argument('<NAME>', 'its name: lower-case letters, digits and dashes')
    .option('--team <team>', 'the team that owns it (default: your team, when you have one)')
    .option('--description <text>', 'one sentence: what it is for')
    .option('--template <name>', 'the golden path', 'nodejs-service')
    .option('--wait', 'wait until it answers on its address', false)
    .option('--timeout <seconds>', 'how long to wait', seconds, 300)
    .addOption(sizes())
    .option('--cpu <quantity>', 'CPU of a replica, such as 500m, instead of --size')
    .option('--memory <quantity>', 'memory of a replica, such as 512Mi, instead of --size')
    .option('--min-replicas <n>', 'at least so many replicas', replicas)
    .option('--max-replicas <n>', 'at most so many replicas', replicas)
    .addOption(
      new Option('--log-level <level>', 'how much it logs').choices([
        'error',
        'warn',
        'info',
        'debug',
      ]),
    )
    .option('--no-metrics', 'without a Prometheus endpoint')
    .option('--no-traces', 'without sending traces')
    .addHelpText(
      'after',
      `
Examples:
  gaia create service orders --team payments --description "Takes orders" --wait
  gaia create service basket --team storefront --size medium --max-replicas 4
  gaia create service orders --team payments --wait -o json | jq -r '.environments[0].url'`,
    )
    .action(async (name: string, options: CreateServiceOptions, command: Command) => {
      const api = platformApi(context, command);
      const team = options.team ?? (await onlyTeam(api, command));
      const started = await api.createService(requestOf(name, team, options));
      const { output } = globalOptions(command);
      const asDocument = output === 'json' || output === 'yaml';
      if (!options.wait) {
        const text = `service/${name} is being created. See how far it is: gaia describe service ${name}\n`;
        if (asDocument) context.stdout.write(await renderDocument(started, output));
        else context.stdout.write(output === 'name' ? `service/${name}\n` : text);
        return;
      }
      const quiet = asDocument || output === 'name';
      const creation = await created(context, api, started, options.timeout, quiet);
      if (asDocument) {
        context.stdout.write(await renderDocument(await api.service(name), output));
      } else if (output === 'name') context.stdout.write(`service/${name}\n`);
      else context.stdout.write(`${creation.url ?? ''}        ${nextSteps(name)}\n`.trimStart());
    });
}

type CreateServiceOptions = {
  readonly team?: string;
  readonly description?: string;
  readonly template: string;
  readonly wait: boolean;
  readonly timeout: number;
  readonly size?: 'small' | 'medium' | 'large' | 'custom';
  readonly cpu?: string;
  readonly memory?: string;
  readonly minReplicas?: number;
  readonly maxReplicas?: number;
  readonly logLevel?: 'error' | 'warn' | 'info' | 'debug';
  readonly metrics: boolean;
  readonly traces: boolean;
};

function sizes(): Option {
  return new Option('--size <size>', 'CPU and memory of a replica').choices([
    'small',
    'medium',
    'large',
  ]);
}

function seconds(text: string): number {
  const value = Number(text.replace(/s$/, ''));
  if (!(value > 0)) throw new InvalidArgumentError('It must be a number of seconds.');
  return value;
}

function replicas(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) {
    throw new InvalidArgumentError('It must be a whole number, at least 1.');
  }
  return Number(text);
}

/** The team of a caller who has one; others must say which. */
async function onlyTeam(api: PlatformApi, command: Command): Promise<string> {
  const { groups } = await api.me();
  const teams = groups.map((group) => group.replace(/^.*\//, ''));
  const [only, ...more] = teams;
  if (only && more.length === 0) return only;
  const choice = teams.length ? ` Yours: ${teams.join(', ')}.` : '';
  return wrongUsage(command, `say which team owns the service: --team TEAM.${choice}`);
}

/** The API's request. What was not said is left out, so that the golden path's own defaults hold. */
function requestOf(name: string, team: string, options: CreateServiceOptions): CreateService {
  const { description, template, cpu, memory, minReplicas, maxReplicas, logLevel } = options;
  const resources = cpu || memory ? 'custom' : options.size;
  return {
    name,
    team,
    template,
    ...(description === undefined ? {} : { description }),
    ...(resources ? { resources } : {}),
    ...(cpu ? { cpu } : {}),
    ...(memory ? { memory } : {}),
    ...(minReplicas === undefined ? {} : { minReplicas }),
    ...(maxReplicas === undefined ? {} : { maxReplicas }),
    ...(logLevel ? { logLevel } : {}),
    ...(options.metrics ? {} : { metrics: false }),
    ...(options.traces ? {} : { traces: false }),
  };
}

/**
 * Prints the steps of a creation as they end and returns it when it has succeeded. Throws `gaia.creation-failed`, and
 * `refused.service.not-admitted` when the task did not get the name: somebody else took it at the same moment.
 */
async function created(
  context: CommandContext,
  api: PlatformApi,
  { name, taskId }: { readonly name: string; readonly taskId: string },
  timeoutSeconds: number,
  quiet: boolean,
): Promise<CreationView> {
  const printer = stepPrinter(context);
  let last: CreationView | undefined;
  const patience = {
    everyMilliseconds: 200,
    atMostMilliseconds: timeoutSeconds * 1000,
    tooLong: () =>
      new PlatformError(
        'gaia.timeout',
        `${name} is not ready after ${timeoutSeconds} s${last ? `: ${unfinished(last)}` : ''}.`,
        { hint: `It goes on. See why it waits: gaia describe service ${name}` },
      ),
  };
  try {
    return await waitFor(context, patience, async () => {
      const creation = await api.creation(name, taskId);
      last = creation;
      if (!quiet) printer.show(creation.steps.map((step) => stepOf(step, context.now())));
      if (creation.status === 'failed') throw creationFailed(creation);
      return creation.status === 'succeeded' ? creation : undefined;
    });
  } finally {
    printer.end();
  }
}

function stepOf(step: CreationView['steps'][number], now: number): Step {
  const started = step.startedAt ? Date.parse(step.startedAt) : undefined;
  const ended = step.endedAt ? Date.parse(step.endedAt) : undefined;
  const until = ended ?? (step.status === 'running' ? now : undefined);
  return {
    title: step.title,
    state: step.status,
    ...(step.detail ? { detail: step.detail } : {}),
    ...(started !== undefined && until !== undefined
      ? { milliseconds: Math.max(0, until - started) }
      : {}),
  };
}

/** The first step of every golden path asks whether the service may be made. */
function creationFailed(creation: CreationView): Error {
  const failed = creation.steps.find(({ status }) => status === 'failed');
  if (failed && failed === creation.steps[0] && creation.failure) {
    const message = `Service ${creation.name} was not admitted: ${creation.failure}`;
    return new PlatformError('refused.service.not-admitted', message);
  }
  const where = failed ? ` at "${failed.title}"` : '';
  const why = creation.failure ?? failed?.detail ?? 'it does not say why';
  return new PlatformError(
    'gaia.creation-failed',
    `Creating ${creation.name} failed${where}: ${why}`,
    { hint: `See what is there: gaia describe service ${creation.name}` },
  );
}

/** The first step that has not ended, with what it says of itself. */
function unfinished({ steps }: CreationView): string {
  const step = steps.find(({ status }) => status === 'running' || status === 'pending');
  return step ? `"${step.title}" has not ended${step.detail ? `, ${step.detail}` : ''}` : 'it runs';
}

function nextSteps(name: string): string {
  return `gaia logs ${name} -f · gaia open ${name}`;
}
