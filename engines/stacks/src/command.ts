import { messageOf, PlatformError } from '@infraforge/kernel';
import { type Arguments, parseArguments } from './arguments.ts';
import { loadConfig } from './config.ts';
import { dependentsOf } from './dependents.ts';
import { describeComponent, findInstance } from './describe-component.ts';
import { describeStacks } from './describe-stacks.ts';
import { refuse } from './failure.ts';
import { listComponents, listInstances, listStacks } from './list.ts';
import type { StackWorld } from './ports.ts';
import { printData, printStruct } from './print.ts';
import { Stacks } from './resolve.ts';
import { checkStacks } from './validate.ts';
import { describeWorkflows } from './workflows.ts';

export type CommandResult = {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
};

type Command = (stacks: Stacks, args: Arguments) => string;

const commands: Readonly<Record<string, Command>> = {
  'describe stacks': (stacks, args) =>
    printData(describeStacks(stacks, args), formatOf(args, 'yaml')),
  'describe component': (stacks, args) =>
    printData(describeComponent(stacks, args), formatOf(args, 'yaml')),
  'describe dependents': (stacks, args) => {
    const instance = findInstance(stacks, args.words[2] ?? '', args.flag('stack') ?? '');
    return printStruct(dependentsOf(stacks, instance), formatOf(args, 'json'));
  },
  'describe workflows': (stacks, args) =>
    printData(describeWorkflows(stacks, args.flag('output') ?? 'list'), formatOf(args, 'yaml')),
  'list stacks': (stacks, args) => table(stacks.isEmpty() ? [] : listStacks(stacks), args),
  'list components': (stacks, args) => table(listComponents(stacks), args),
  'list instances': (stacks, args) => table(listInstances(stacks), args),
  'validate stacks': (stacks) => {
    checkStacks(stacks);
    return '';
  },
};

/** The commands that can be run, as a user types them. */
export const commandNames: readonly string[] = Object.keys(commands);

/** Runs what follows `atmos` on the command line and answers what it prints; nothing is written anywhere. */
export function runAtmos(args: readonly string[], world: StackWorld): CommandResult {
  try {
    const parsed = parseArguments(args);
    const name = parsed.words.slice(0, 2).join(' ');
    const command = commands[name];
    if (!command) {
      throw refuse(
        'command',
        `"atmos ${name}" is not supported`,
        `Supported: ${commandNames.join(', ')}`,
      );
    }
    return { exit: 0, stdout: command(new Stacks(world, loadConfig(world)), parsed), stderr: '' };
  } catch (error) {
    if (!(error instanceof PlatformError) && !(error instanceof RangeError)) throw error;
    const hint = error instanceof PlatformError && error.hint ? `\n${error.hint}` : '';
    const exit = 'exit' in error && typeof error.exit === 'number' ? error.exit : 1;
    return { exit, stdout: '', stderr: `Error: ${messageOf(error)}${hint}\n` };
  }
}

function formatOf(args: Arguments, fallback: string): string {
  return args.flag('format') ?? fallback;
}

function table(rows: readonly Readonly<Record<string, unknown>>[], args: Arguments): string {
  const format = formatOf(args, 'table');
  if (rows.length === 0 && args.words[1] !== 'instances') return '';
  if (format === 'json' || format === 'yaml') return printData(rows, format);
  const separator = format === 'csv' ? ',' : '\t';
  const lines = rows.map((row) => Object.values(row).join(separator));
  const header = format === 'csv' ? [Object.keys(rows[0] ?? {}).join(separator)] : [];
  return [...header, ...lines].map((line) => `${line}\n`).join('');
}
