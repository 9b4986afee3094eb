import { Command } from 'commander';
import { type CommandEntry, commandList, hiddenCommands } from './command-list.ts';
import type { CommandContext } from './context.ts';
import { addGlobalOptions, globalFlagsWithValue } from './global-options.ts';
import { commandPath } from './usage.ts';

/**
 * The program `gaia`, with the named commands loaded and all others as a line of the help. `every` loads all, for completion
 * and the reference.
 */
export async function buildProgram(
  context: CommandContext,
  wanted: readonly string[] | 'every',
): Promise<Command> {
  const program = new Command('gaia')
    .description('Ask the platform for what you need, and see how it runs.')
    .usage('COMMAND [options]')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
      getOutHelpWidth: () => helpWidth(context),
      getErrHelpWidth: () => helpWidth(context),
      getOutHasColors: () => context.colour,
      getErrHasColors: () => context.colour,
    })
    .configureHelp({ showGlobalOptions: true, subcommandTerm: (command) => command.name() })
    .helpOption('-h, --help', 'show help, with examples')
    .showSuggestionAfterError(true);
  addGlobalOptions(program);
  program.addHelpText('after', rootHelp);

  for (const entry of [...commandList, ...hiddenCommands]) {
    program.commandsGroup(entry.group);
    if (wanted === 'every' || wanted.includes(entry.name)) {
      const register = await entry.load();
      register(program, context);
      program.commands.find((command) => command.name() === entry.name)?.summary(entry.summary);
    } else {
      addStub(program, entry);
    }
  }
  program.helpCommand('help [command]', 'show help for a command');
  showUsageAfterErrors(program);
  const called = program.commands.find((command) => command.name() === wanted[0]);
  if (called) showOwnUsage(program, called);
  return program;
}

const rootHelp = `
Examples:
  gaia up                                               start the platform on this machine
  gaia create service orders --team payments --wait     create a service and wait until it runs
  gaia get services                                     what runs, and how it is
  gaia describe service orders                          why it is not healthy, and what to do
  gaia logs orders -f                                   follow its log

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 refused by a rule, 4 waits for approval.
Settings: GAIA_SERVER, GAIA_TOKEN, INFRAFORGE_DATA_DIR, NO_COLOR.`;

function addStub(program: Command, entry: CommandEntry): void {
  program
    .command(entry.name, { hidden: hiddenCommands.includes(entry) })
    .description(entry.summary)
    .allowUnknownOption();
}

function helpWidth(context: CommandContext): number {
  return Math.min(context.columns, 110);
}

/** The commands that a command line names, as far as it can be told without knowing their options. */
export function namedCommands(words: readonly string[]): readonly string[] {
  const named: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (word === '--') break;
    if (globalFlagsWithValue.includes(word)) index += 1;
    else if (!word.startsWith('-')) named.push(word);
    if (named[0] && named[0] !== 'help') break;
    if (named.length === 2) break;
  }
  return named;
}

/** After an error a command shows its own usage, not the whole help. */
function showUsageAfterErrors(command: Command): void {
  showOwnUsage(command, command);
  for (const child of command.commands) showUsageAfterErrors(child);
}

/** Errors that `command` finds (the program finds those of the global flags) show the usage of `called`. */
function showOwnUsage(command: Command, called: Command): void {
  const path = commandPath(called);
  command.showHelpAfterError(
    `usage: ${path} ${called.usage()}\n       ${path} --help shows examples`,
  );
}
