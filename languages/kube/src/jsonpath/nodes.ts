import { PlatformError } from '@infraforge/kernel';

/** One step of a path, or a text between actions. */
export type PathNode =
  | { readonly kind: 'list'; readonly nodes: readonly PathNode[] }
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'slice'; readonly slice: Slice }
  | { readonly kind: 'filter'; readonly filter: Filter }
  | { readonly kind: 'union'; readonly paths: readonly PathNode[] }
  | { readonly kind: 'identifier'; readonly name: string }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'recursive' };

export type Slice = {
  readonly start?: number;
  readonly end?: number;
  readonly step?: number;
  /** The end was not written: one element is meant. */
  readonly single: boolean;
};

export type Filter = {
  readonly left: PathNode;
  readonly operator: string;
  readonly right: PathNode;
};

/** A number that was written with a point: Go does not compare it with whole ones. */
export class FloatLiteral {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

export function wrongPath(message: string): PlatformError {
  return new PlatformError('kube.jsonpath', message, {
    hint: 'See https://kubernetes.io/docs/reference/kubectl/jsonpath/ for the syntax.',
  });
}
