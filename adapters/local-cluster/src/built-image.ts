import type { ImageConfig } from './dockerfile.ts';

/** An image that is ready to run. */
export type BuiltImage = {
  readonly image: string;
  readonly digest: string;
  /** The checked-out files. */
  readonly app: string;
  /** The directory of dependencies, undefined when there are none. */
  readonly modules: string | undefined;
  readonly config: ImageConfig;
};
