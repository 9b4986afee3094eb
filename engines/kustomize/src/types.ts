import type { Problem } from '@infraforge/kernel';
import type { KubeObject } from '@infraforge/kube';
import type { Kustomization } from './schema.ts';

/** Edits that an Argo CD Application makes on top of a kustomization (`spec.source.kustomize`), in Argo CD's order. */
export type BuildOptions = {
  readonly namePrefix?: string;
  readonly nameSuffix?: string;
  /** `name=newName:tag`, `name=newName@digest`, `name:tag` as `kustomize edit set image` takes them. */
  readonly images?: readonly string[];
  readonly replicas?: readonly { readonly name: string; readonly count: number }[];
  readonly commonLabels?: Readonly<Record<string, string>>;
  readonly commonAnnotations?: Readonly<Record<string, string>>;
  readonly namespace?: string;
  /** `commonLabels` without selectors, and with pod templates when `labelIncludeTemplates`. */
  readonly labelWithoutSelector?: boolean;
  readonly labelIncludeTemplates?: boolean;
  /** As in a kustomization, after its own. */
  readonly patches?: Kustomization['patches'];
  readonly components?: readonly string[];
};

export type BuildResult =
  | {
      readonly ok: true;
      readonly objects: readonly KubeObject[];
      readonly warnings: readonly Problem[];
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };
