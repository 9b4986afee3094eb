/** Plain data of a manifest or a section; never changed after it was made. */
export type Data = Readonly<Record<string, unknown>>;

/** How a later list meets an earlier one (`settings.list_merge_strategy`). */
export type ListStrategy = 'replace' | 'append' | 'merge';

/** What `atmos.yaml` and its companions say, resolved to absolute paths. */
export type AtmosConfig = {
  readonly raw: Data;
  readonly basePath: string;
  readonly stacksPath: string;
  readonly workflowsPath: string | undefined;
  readonly includedPaths: readonly string[];
  readonly excludedPaths: readonly string[];
  readonly nameTemplate: string;
  readonly namePattern: string;
  readonly listStrategy: ListStrategy;
  readonly inheritMetadata: boolean;
  readonly templates: TemplateSettings;
  /** Base paths as written, by component type. */
  readonly componentPaths: Readonly<Record<string, string>>;
  readonly commands: Readonly<Record<string, string>>;
  readonly workspacesEnabled: boolean;
  readonly describeFilter: string;
  readonly prefixSeparator: string;
  readonly env: Data;
};

export type TemplateSettings = {
  readonly enabled: boolean;
  readonly evaluations: number;
  readonly delimiters: readonly [string, string];
  readonly ignoreMissing: boolean;
  readonly env: Data;
};

/** A manifest with everything that it imports merged in. */
export type LoadedManifest = {
  /** Path below the stacks folder without extension. */
  readonly id: string;
  readonly merged: Data;
  /** Ids of all files imported on the way, sorted. */
  readonly imports: readonly string[];
};

/** One component of one stack, before templates and functions are evaluated. */
export type Instance = {
  readonly manifest: LoadedManifest;
  readonly type: string;
  readonly name: string;
  readonly stack: string;
  readonly section: Data;
};
