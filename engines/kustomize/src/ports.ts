/** The files that a build may read: one commit of one repository, or a folder. Paths are relative, with `/`. */
export type SourceTree = {
  /** The content, or undefined when there is no such file. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** What the path is; symbolic links are not followed and count as `none`. */
  kindOf(path: string): Promise<'file' | 'directory' | 'none'>;
  /** Names of the entries of a directory, sorted; empty when there is none. */
  list(path: string): Promise<readonly string[]>;
};

/**
 * The files of another repository at a branch, tag or commit (the default branch when undefined), for remote bases;
 * undefined when there is no such repository, or none that the kustomization may read.
 */
export type RemoteTrees = (
  repository: string,
  ref: string | undefined,
) => Promise<SourceTree | undefined>;
