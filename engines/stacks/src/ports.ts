/** The files an engine reads. Paths are absolute; all answers are of one moment. */
export type SourceTree = {
  /** The text of a file; undefined if there is none. */
  read(path: string): string | undefined;
  isFile(path: string): boolean;
  isDirectory(path: string): boolean;
  /** Entries of a folder, sorted by name; empty if there is none. Links that lead out of the root are left out. */
  list(path: string): readonly TreeEntry[];
};

export type TreeEntry = { readonly name: string; readonly directory: boolean };

/** Everything of the world that a command may see. */
export type StackWorld = {
  readonly tree: SourceTree;
  readonly workingDirectory: string;
  /** Root of the Git repository around the working directory. */
  readonly gitRoot?: string;
  readonly home?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  now(): Date;
  /** Answers a YAML function that needs foreign code or a network; undefined leaves it unresolved. */
  evaluate?(call: string, place: { readonly stack: string; readonly component: string }): unknown;
};
