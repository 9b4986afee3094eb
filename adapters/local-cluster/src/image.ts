import { PlatformError } from '@infraforge/kernel';

/** The parts of an image's name. */
export type ImageReference = {
  /** Host and port, empty when the name has none. */
  readonly host: string;
  /** `payments/orders`. */
  readonly repository: string;
  readonly tag: string;
};

/** Reads `<host>/<organisation>/<repository>:<tag>`; a name without a host or tag is read as Docker does. */
export function parseImage(image: string): ImageReference {
  const slash = image.indexOf('/');
  const first = image.slice(0, Math.max(0, slash));
  const hasHost = first.includes('.') || first.includes(':') || first === 'localhost';
  const rest = hasHost ? image.slice(slash + 1) : image;
  const colon = rest.lastIndexOf(':');
  return {
    host: hasHost ? first : '',
    repository: colon === -1 ? rest : rest.slice(0, colon),
    tag: colon === -1 ? 'latest' : rest.slice(colon + 1),
  };
}

/** Where the files of an image come from. */
export type ImageSource = {
  /** Writes the files into an empty directory. Throws PlatformError when that cannot be done. */
  checkout(directory: string): Promise<void>;
};

/** Finds the source of an image; undefined when it is none of ours. */
export type FindImageSource = (image: string) => Promise<ImageSource | undefined>;

/** An image that cannot be run here. */
export function imageError(message: string, hint: string, cause?: unknown): PlatformError {
  return new PlatformError('cluster.image', message, { hint, cause });
}
