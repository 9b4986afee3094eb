import type { ExitCode } from './exit-codes.ts';

/** Where text goes. `process.stdout` and `process.stderr` fit; tests collect strings. */
export type Output = { write(text: string): unknown };

/**
 * All that a command may know about the world it runs in. `main.ts` makes one from the process; tests make their own.
 *
 * A command that fails throws (`PlatformError` with a hint): `main.ts` prints the four parts on stderr and chooses the exit
 * code. A command that ends without an error but not with 0 (`gaia status` of a stopped platform) calls `setExitCode`.
 */
export type CommandContext = {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The working directory, absolute. */
  readonly cwd: string;
  /** True when stdout is a terminal: colour, redrawing and cutting lines are allowed. */
  readonly isTerminal: boolean;
  /** True when a question can be asked: stdin and stdout are terminals. */
  readonly canAsk: boolean;
  /** Colour is wanted: a terminal, and neither `NO_COLOR` nor `TERM=dumb`. */
  readonly colour: boolean;
  /** Width of the terminal in cells; Infinity when stdout is none. */
  readonly columns: number;
  /** The checkout that this `gaia` stands in, absolute, links resolved. */
  readonly checkout: string;
  /** Aborted at the first Ctrl-C (SIGINT), SIGTERM or SIGHUP. A second Ctrl-C ends the process at once. */
  readonly signal: AbortSignal;
  /** The time, as milliseconds since the epoch. */
  now(): number;
  /** A path that the user wrote, made absolute from the working directory. */
  resolvePath(path: string): string;
  /**
   * Folder of the local installation, absolute: the global flag `--data-dir`, else `INFRAFORGE_DATA_DIR`, else
   * `<checkout>/.infraforge`. A command must not declare a `--data-dir` of its own. It need not exist.
   */
  dataDirectory(): string;
  setExitCode(code: ExitCode): void;
};
