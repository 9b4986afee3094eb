/** A block with what stands in it: literals as JSON, every other expression as the text `${…}`. */
export type Block = {
  /** `aws_vpc.this` for a resource, `data.aws_region.current` for a data source (`ephemeral.` likewise), `network` for a module call. */
  readonly address: string;
  readonly file: string;
  readonly body: Readonly<Record<string, unknown>>;
};

/** An input of a module. */
export type Variable = {
  readonly name: string;
  readonly file: string;
  /** The type constraint as written, on one line; `any` where none is. */
  readonly type: string;
  readonly description: string | undefined;
  /** Undefined when the caller has to give a value; a null default is null. */
  readonly default: unknown;
  readonly required: boolean;
  readonly sensitive: boolean;
  /** What each validation says when it refuses. */
  readonly validations: readonly string[];
};

/** What a module tells its callers. */
export type Output = {
  readonly name: string;
  readonly file: string;
  readonly description: string | undefined;
  readonly sensitive: boolean;
};

/** What the files of one Terraform folder declare, each list sorted by name. */
export type TerraformModule = {
  readonly variables: readonly Variable[];
  readonly outputs: readonly Output[];
  /** Names of the local values. */
  readonly locals: readonly string[];
  readonly resources: readonly Block[];
  readonly data: readonly Block[];
  /** Ephemeral resources: never in a plan or a state. */
  readonly ephemeral: readonly Block[];
  readonly modules: readonly Block[];
  /** Every text with an expression in it and the file that it stands in. */
  readonly expressions: readonly { readonly file: string; readonly text: string }[];
};
