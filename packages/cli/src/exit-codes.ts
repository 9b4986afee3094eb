/** What `gaia` tells the shell. The same numbers for every command; scripts branch on them. */
export const exitCodes = {
  done: 0,
  failed: 1,
  wrongUsage: 2,
  /** A rule said no: policy, permission to do this, a quota. The message names the rule and the remedy. */
  refused: 3,
  waitsForApproval: 4,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
