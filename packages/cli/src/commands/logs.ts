import { messageOf } from '@infraforge/kernel';
import type { LogLine } from '@infraforge/plugin-platform-common';
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { type LogQuery, type PlatformApi, platformApi } from '../client/platform-api.ts';
import type { CommandContext } from '../context.ts';
import { pause } from '../wait.ts';

/** `gaia logs SERVICE [-f]` */
export function registerLogs(program: Command, context: CommandContext): void {
  program
    .command('logs')
    .description('Print the log of a service, as its processes wrote it.')
    .argument('<SERVICE>', 'its name')
    .option('-f, --follow', 'go on printing what is written', false)
    .option('--tail <lines>', 'how many of the last lines to begin with', wholeNumber, 200)
    .option('--pod <name>', 'only this pod')
    .option('--environment <name>', 'the environment that it runs in', 'dev')
    .option(
      '--prefix',
      'print the name of the pod before each line; on a terminal so if there are several',
    )
    .option('--no-prefix', 'never print it')
    .addHelpText(
      'after',
      `
Examples:
  gaia logs orders -f
  gaia logs orders --tail 20 --pod orders-7d9f4c-x2k4
  gaia logs orders | jq 'select(.level == "error")'`,
    )
    .action(async (service: string, options: LogsOptions, command: Command) => {
      const api = platformApi(context, command);
      const { environment, pod, tail } = options;
      const query: LogQuery = { environment, tail, ...(pod ? { pod } : {}) };
      const hasPrefix =
        options.prefix ?? (!pod && (await isCrowd(context, api, service, environment)));
      const print = (line: LogLine) =>
        context.stdout.write(`${hasPrefix ? `[${line.pod}] ` : ''}${line.text}\n`);
      if (options.follow) return follow(context, api, service, query, print);
      for (const line of await api.logs(bareName(service), query)) print(line);
    });
}

type LogsOptions = {
  readonly follow: boolean;
  readonly tail: number;
  readonly pod?: string;
  readonly environment: string;
  /** Undefined when the user did not say. */
  readonly prefix?: boolean;
};

/** For people, not for programs that read the lines: several pods whose lines come mixed. */
async function isCrowd(
  context: CommandContext,
  api: PlatformApi,
  service: string,
  environment: string,
): Promise<boolean> {
  if (!context.isTerminal) return false;
  const { environments } = await api.service(bareName(service));
  const pods = environments.find((runtime) => runtime.environment === environment)?.pods ?? [];
  return pods.length > 1;
}

const retryMilliseconds = 1_000;
const attempts = 60;
/** How far back a second connection looks for lines that were written while there was none. */
const replayLines = 1_000;

/**
 * Prints until Ctrl-C. When the server goes away it connects again and goes on after the last line that was printed: offsets
 * only grow, over all restarts of a pod.
 */
async function follow(
  context: CommandContext,
  api: PlatformApi,
  service: string,
  query: LogQuery,
  print: (line: LogLine) => void,
): Promise<void> {
  const printed = new Map<string, number>();
  if (query.tail === 0) {
    for (const { pod, offset } of await api.logs(bareName(service), { ...query, tail: 1 })) {
      printed.set(pod, offset);
    }
  }
  const printOnce = (line: LogLine) => {
    if (line.offset <= (printed.get(line.pod) ?? -1)) return;
    printed.set(line.pod, line.offset);
    print(line);
  };
  let connected = false;
  for (let failures = 0; !context.signal.aborted; ) {
    try {
      const tail = connected ? replayLines : query.tail;
      for await (const { event, data } of api.followLogs(bareName(service), { ...query, tail })) {
        connected = true;
        failures = 0;
        if (event === 'log') printOnce(JSON.parse(data) as LogLine);
      }
    } catch (error) {
      if (context.signal.aborted) return;
      const hopeless = !(error instanceof Error && 'retryable' in error && error.retryable);
      if (!connected || hopeless || failures >= attempts) throw error;
      if (failures === 0) context.stderr.write(`${messageOf(error)} Connecting again.\n`);
      failures += 1;
    }
    await pause(retryMilliseconds, context.signal);
  }
}

function bareName(service: string): string {
  return service.replace(/^(service|services|svc)\//, '');
}

function wholeNumber(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}
