/** What a document of a user's may cost. */
export type YamlLimits = {
  /** Size of the text in UTF-16 units. Default 8 Mi. */
  readonly maxBytes?: number;
  /** Depth of nesting. Default 100. */
  readonly maxDepth?: number;
  /** Aliases (`*name`) in the whole text. Default 1,000. */
  readonly maxAliases?: number;
  /** Values after all aliases are followed, which is what defeats "billion laughs". Default 1,000,000. */
  readonly maxValues?: number;
};

export const defaultLimits: Required<YamlLimits> = {
  maxBytes: 8 * 1024 * 1024,
  maxDepth: 100,
  maxAliases: 1_000,
  maxValues: 1_000_000,
};
