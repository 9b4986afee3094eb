declare module '@michaelhomer/jqjs' {
  /** Parses a jq program; throws on a syntax error. Its results come one by one. */
  export function compile(program: string): (input: unknown) => Iterable<unknown>;
}
