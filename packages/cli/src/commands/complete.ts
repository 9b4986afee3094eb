import type { Command } from 'commander';
import { platformApi } from '../client/platform-api.ts';
import type { CommandContext } from '../context.ts';
import { kindOf, kinds, splitKindAndName } from '../kinds.ts';

/** `gaia __complete -- WORDS…`: what the shells' completion asks. The last word is the one that is being typed. */
export function registerComplete(program: Command, context: CommandContext): void {
  program
    .command('__complete', { hidden: true })
    .description('Print what may stand at the end of a command line.')
    .argument('[WORDS...]')
    .action(async (words: readonly string[], _options, command: Command) => {
      const typed = words.at(-1) ?? '';
      const found = await candidates(words.slice(0, -1), typed, context, command);
      const fitting = [...new Set(found)].filter((candidate) => candidate.startsWith(typed));
      context.stdout.write(fitting.map((candidate) => `${candidate}\n`).join(''));
    });
}

async function candidates(
  before: readonly string[],
  typed: string,
  context: CommandContext,
  command: Command,
): Promise<readonly string[]> {
  const plain = before.filter((word) => !word.startsWith('-'));
  const program = command.parent ?? command;
  const called = calledCommand(program, plain);
  if (typed.startsWith('-')) return [...flagsOf(called), ...flagsOf(program), '--help'];
  const choices = choicesOf([called, program], before.at(-1) ?? '');
  if (choices) return choices;
  if (called === program) return [...visibleNames(program), 'help'];
  return await argumentsOf(called, plain, context, command);
}

/** The command that the words name, or its subcommand; the program itself when they name none. */
function calledCommand(program: Command, words: readonly string[]): Command {
  let called = program;
  for (const word of words) {
    const next = called.commands.find((candidate) => candidate.name() === word);
    if (!next) break;
    called = next;
  }
  return called;
}

function visibleNames(command: Command): readonly string[] {
  return command.commands.map((child) => child.name()).filter((name) => !name.startsWith('_'));
}

function flagsOf(command: Command): readonly string[] {
  return command.options.flatMap(({ long, hidden }) => (long && !hidden ? [long] : []));
}

/** The choices of the flag that the word before is. */
function choicesOf(commands: readonly Command[], flag: string): readonly string[] | undefined {
  const options = commands.flatMap((command) => command.options);
  const option = options.find(
    ({ long, short }) => flag !== '' && (long === flag || short === flag),
  );
  return option?.argChoices;
}

const kindsOf: Readonly<Record<string, readonly string[]>> = {
  get: [...kinds, 'services', 'apps', 'teams', 'tokens'],
  describe: ['service', 'app'],
  delete: ['service', 'token'],
};

async function argumentsOf(
  called: Command,
  words: readonly string[],
  context: CommandContext,
  command: Command,
): Promise<readonly string[]> {
  const name = called.name();
  const given = words.slice(words.indexOf(name) + 1);
  const [first] = given;
  const kindsHere = kindsOf[name];
  if (kindsHere) {
    if (first === undefined) return kindsHere;
    return await namesFromPlatform(splitKindAndName(first, []).kindWord, context, command);
  }
  if (first !== undefined) return [];
  if (name === 'logs' || name === 'open') return namesFromPlatform('service', context, command);
  if (['diff', 'history', 'rollback', 'sync'].includes(name))
    return namesFromPlatform('app', context, command);
  return [...visibleNames(called), ...(called.registeredArguments[0]?.argChoices ?? [])];
}

/** A shell waits for us: what is not there by then is not offered. */
const patienceMilliseconds = 400;

async function namesFromPlatform(
  kindWord: string,
  context: CommandContext,
  command: Command,
): Promise<readonly string[]> {
  const api = platformApi(context, command);
  try {
    switch (kindOf(kindWord)) {
      case 'service':
        return (await api.services(patienceMilliseconds)).map(({ name }) => name);
      case 'app':
        return (await api.applications({}, patienceMilliseconds)).map(({ name }) => name);
      case 'team':
        return (await api.teams()).map(({ name }) => name);
      case 'token':
        return (await api.tokens()).map(({ id }) => id);
      default:
        return [];
    }
  } catch {
    return [];
  }
}
