import type { Command } from 'commander';
import { exitCodes } from './exit-codes.ts';
import { type Kind, kindOf, kinds, splitKindAndName } from './kinds.ts';
import { closest } from './output/closest.ts';

/** Ends the command with exit code 2 and its usage. */
export function wrongUsage(command: Command, message: string): never {
  return command.error(`error: ${message}`, { code: 'gaia.usage', exitCode: exitCodes.wrongUsage });
}

/** `gaia get create-service` as the user types it: names of the command and its parents. */
export function commandPath(command: Command): string {
  const names: string[] = [];
  for (let at: Command | null = command; at; at = at.parent) names.unshift(at.name());
  return names.join(' ');
}

/**
 * The kind and the names that a user wrote, `service orders` or `service/orders`.
 * Ends with exit code 2 when the kind is unknown or not one of `allowed`.
 */
export function readKindAndNames(
  command: Command,
  kindWord: string,
  names: readonly string[],
  allowed: readonly Kind[] = kinds,
): { readonly kind: Kind; readonly names: readonly string[] } {
  const split = splitKindAndName(kindWord, names);
  const kind = kindOf(split.kindWord);
  if (!kind) {
    const near = closest(split.kindWord, allowed);
    const suggestion = near ? ` Did you mean ${near}?` : '';
    return wrongUsage(
      command,
      `there is no kind "${split.kindWord}".${suggestion} Kinds: ${allowed.join(', ')}.`,
    );
  }
  if (!allowed.includes(kind)) {
    return wrongUsage(
      command,
      `${commandPath(command)} does not take ${kind}. Kinds: ${allowed.join(', ')}.`,
    );
  }
  return { kind, names: split.names };
}
