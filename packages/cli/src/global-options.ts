import { type Command, Option } from 'commander';

export const outputFormats = ['table', 'wide', 'json', 'yaml', 'name'] as const;
export type OutputFormat = (typeof outputFormats)[number];

/** The flags that every command has. They may stand before or after the command's name. */
export type GlobalOptions = {
  readonly output: OutputFormat;
  readonly server?: string;
  readonly token?: string;
  readonly dataDir?: string;
};

/** Global flags that take a value, as they are written: the word after them is no command. */
export const globalFlagsWithValue = ['-o', '--output', '--server', '--token', '--data-dir'];

export function addGlobalOptions(program: Command): void {
  program
    .addOption(
      new Option('-o, --output <format>', 'how to print the result')
        .choices(outputFormats)
        .default('table'),
    )
    .option('--server <url>', 'the platform to talk to (GAIA_SERVER)')
    .option('--token <token>', 'the token to use (GAIA_TOKEN)')
    .option(
      '--data-dir <folder>',
      'folder of the local platform (INFRAFORGE_DATA_DIR; default .infraforge of this checkout)',
    );
}

export function globalOptions(command: Command): GlobalOptions {
  return command.optsWithGlobals<GlobalOptions>();
}
